package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.cache.ResourceTypeCacheSvcImpl;
import ca.uhn.fhir.jpa.dao.data.IResourceTypeDao;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.util.MemoryCacheService;
import org.cervicalinsufficiency.fhirserver.database.StoreStep;

/** The numbers of resource types, read when the database is there instead of when the bean is made. */
final class LateResourceTypes extends ResourceTypeCacheSvcImpl implements StoreStep {

    LateResourceTypes(IHapiTransactionService transactions, IResourceTypeDao types, MemoryCacheService memory) {
        super(transactions, types, memory);
    }

    @Override
    public void start() {
        // Not yet: see begin().
    }

    @Override
    public void begin() {
        initResourceTypes();
    }

    @Override
    public int place() {
        return 0;
    }
}
