package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import org.cervicalinsufficiency.fhirserver.database.StoreStep;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.knowledge.KnowledgeEditions;
import org.cervicalinsufficiency.knowledge.KnowledgeTrial;
import org.cervicalinsufficiency.security.AuthorPermission;
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

    @Bean
    StoreStep storedKnowledge(StoredArtifacts artifacts, KnowledgePublisher publisher) {
        return new StoredKnowledge(artifacts, publisher);
    }
}
