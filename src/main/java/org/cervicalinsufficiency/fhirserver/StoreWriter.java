package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import jakarta.persistence.EntityManager;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes what the server itself adds to the store, in the transaction under way or, without one, in one of its own. */
final class StoreWriter {

    private final DaoRegistry daos;
    private final EntityManager entities;

    StoreWriter(DaoRegistry daos, EntityManager entities) {
        this.daos = daos;
        this.entities = entities;
    }

    /** Makes what was written so far visible to references: inside a transaction Bundle HAPI flushes at the end only. */
    void flush() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            entities.flush();
        }
    }

    /** Adds a resource. */
    <T extends Resource> void create(T resource, TenantStore home) {
        // Hibernate would else put the index rows of the new resource before the resource itself.
        flush();
        var unused = dao(resource).create(resource, home.asServer());
    }

    /** Creates or supersedes a resource under its own id; one that says the same stays as it is. */
    <T extends Resource> void put(T resource, TenantStore home) {
        var unused = dao(resource).update(resource, home.asServer());
    }

    @SuppressWarnings("unchecked")
    private <T extends Resource> IFhirResourceDao<T> dao(T resource) {
        return daos.getResourceDao((Class<T>) resource.getClass());
    }
}
