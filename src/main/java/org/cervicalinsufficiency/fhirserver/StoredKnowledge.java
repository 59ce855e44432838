package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import jakarta.persistence.PersistenceException;
import org.cervicalinsufficiency.fhirserver.database.Absence;
import org.cervicalinsufficiency.fhirserver.database.StoreStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Puts the stored artifacts in force, after the loader. Until then, and where they cannot be read, the shipped ones are. */
final class StoredKnowledge implements StoreStep {

    private static final Logger LOG = LoggerFactory.getLogger(StoredKnowledge.class);
    private static final int PLACE = 3;

    private final StoredArtifacts artifacts;
    private final KnowledgePublisher publisher;

    StoredKnowledge(StoredArtifacts artifacts, KnowledgePublisher publisher) {
        this.artifacts = artifacts;
        this.publisher = publisher;
    }

    @Override
    public int place() {
        return PLACE;
    }

    @Override
    public void begin() {
        try {
            publisher.begin(artifacts.read());
        } catch (PersistenceException | DataAccessException | InternalErrorException unreadable) {
            if (Absence.isBehind(unreadable)) {
                throw unreadable;
            }
            LOG.error(
                    "The stored artifacts cannot be read ({}): the hooks use the shipped ones until the next start.",
                    unreadable.getClass().getName());
        }
    }
}
