package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.dao.data.IResourceIndexedSearchParamIdentityDao;
import ca.uhn.fhir.jpa.dao.data.IResourceTypeDao;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.model.sched.ISchedulerService;
import ca.uhn.fhir.jpa.util.MemoryCacheService;
import org.cervicalinsufficiency.fhirserver.database.StoreState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Where HAPI's own beans take the database for granted, or every replica for the only one, ours stand
 * (src/docs/decisions/0028-database.md).
 */
@Configuration(proxyBeanMethods = false)
class ReplicaConfiguration {

    private static final String GROUP = "HAPI";

    @Bean
    static ReplacedBeans replacedBeans() {
        return new ReplacedBeans();
    }

    @Bean
    ISchedulerService jobsOfOneReplica(StoreState store) {
        return new JobsOfOneReplica(store).setDefaultGroup(GROUP);
    }

    @Bean
    LateResourceTypes lateResourceTypes(
            IHapiTransactionService transactions, IResourceTypeDao types, MemoryCacheService memory) {
        return new LateResourceTypes(transactions, types, memory);
    }

    @Bean
    LateParameterIdentities lateParameterIdentities(
            JpaStorageSettings settings,
            IResourceIndexedSearchParamIdentityDao identities,
            PlatformTransactionManager transactions,
            MemoryCacheService memory) {
        return new LateParameterIdentities(settings, identities, transactions, memory);
    }
}
