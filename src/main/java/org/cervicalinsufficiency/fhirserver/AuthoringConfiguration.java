package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.util.List;
import javax.sql.DataSource;
import org.cervicalinsufficiency.fhirserver.database.StoreStep;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.knowledge.KnowledgeEditions;
import org.cervicalinsufficiency.knowledge.KnowledgeTrial;
import org.cervicalinsufficiency.security.AuthorPermission;
import org.opencds.cqf.fhir.cql.EvaluationSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How changes of stored artifacts come into force: who may, what is checked, when it counts. */
@Configuration(proxyBeanMethods = false)
class AuthoringConfiguration {

    @Bean
    StoredArtifacts storedArtifacts(DaoRegistry daos, KnowledgeEditions editions) {
        return new StoredArtifacts(daos, editions.base());
    }

    @Bean
    KnowledgePublisher knowledgePublisher(KnowledgeEditions editions, KnowledgeTrial trial, CurrentKnowledge current) {
        return new KnowledgePublisher(editions, trial, current);
    }

    @Bean
    ArtifactGate artifactGate(
            StoredArtifacts artifacts,
            AuthorPermission permission,
            KnowledgeEditions editions,
            KnowledgePublisher publisher,
            IInterceptorService interceptors) {
        ArtifactGate gate = new ArtifactGate(artifacts, permission, editions, publisher);
        interceptors.registerInterceptor(gate);
        return gate;
    }

    /** Replicas share PostgreSQL; the evaluation database is one process's own. */
    @Bean
    @ConditionalOnExpression("'${spring.datasource.url}'.startsWith('jdbc:postgresql:')")
    SharedArtifacts sharedArtifacts(
            StoredArtifacts artifacts,
            KnowledgePublisher publisher,
            DataSource source,
            PublishedForms forms,
            EvaluationSettings evaluation,
            IValidationSupport validation) {
        return new SharedArtifacts(
                artifacts, publisher, source, List.of(forms::forget, validation::invalidateCaches, () -> {
                    evaluation.getLibraryCache().clear();
                    evaluation.getValueSetCache().clear();
                }));
    }

    @Bean
    StoreStep storedKnowledge(StoredArtifacts artifacts, KnowledgePublisher publisher) {
        return new StoredKnowledge(artifacts, publisher);
    }
}
