package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import jakarta.persistence.PersistenceException;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.knowledge.KnowledgeEditions;
import org.cervicalinsufficiency.knowledge.KnowledgeTrial;
import org.cervicalinsufficiency.security.AuthorPermission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;

/** How changes of stored artifacts come into force: who may, what is checked, when it counts. */
@Configuration(proxyBeanMethods = false)
class AuthoringConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(AuthoringConfiguration.class);

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

    /** After the loader, before the first call. */
    @Bean
    @Order(0)
    ApplicationRunner storedKnowledge(StoredArtifacts artifacts, KnowledgePublisher publisher) {
        return arguments -> {
            try {
                publisher.begin(artifacts.read());
            } catch (PersistenceException | DataAccessException | InternalErrorException unreadable) {
                LOG.error(
                        "The stored artifacts cannot be read ({}): the hooks use the shipped ones until the next start.",
                        unreadable.getClass().getName());
            }
        };
    }
}
