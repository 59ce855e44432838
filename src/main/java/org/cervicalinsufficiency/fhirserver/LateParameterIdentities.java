package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.dao.data.IResourceIndexedSearchParamIdentityDao;
import ca.uhn.fhir.jpa.sp.SearchParamIdentityCacheSvcImpl;
import ca.uhn.fhir.jpa.util.MemoryCacheService;
import org.cervicalinsufficiency.fhirserver.database.StoreStep;
import org.springframework.transaction.PlatformTransactionManager;

/** The numbers of search parameters, read when the database is there instead of when the bean is made. */
final class LateParameterIdentities extends SearchParamIdentityCacheSvcImpl implements StoreStep {

    LateParameterIdentities(
            JpaStorageSettings settings,
            IResourceIndexedSearchParamIdentityDao identities,
            PlatformTransactionManager transactions,
            MemoryCacheService memory) {
        super(settings, identities, transactions, memory);
    }

    @Override
    public void start() {
        // Not yet: see begin().
    }

    @Override
    public void begin() {
        initCache();
    }

    @Override
    public int place() {
        return 0;
    }
}
