package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.batch2.jobs.config.Batch2JobsConfig;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.ThreadPoolFactoryConfig;
import ca.uhn.fhir.jpa.api.model.HistoryCountModeEnum;
import ca.uhn.fhir.jpa.batch2.JpaBatch2Config;
import ca.uhn.fhir.jpa.binary.api.IBinaryStorageSvc;
import ca.uhn.fhir.jpa.binstore.DatabaseBinaryContentStorageSvcImpl;
import ca.uhn.fhir.jpa.config.r4.JpaR4Config;
import ca.uhn.fhir.jpa.dao.search.HSearchSortHelperImpl;
import ca.uhn.fhir.jpa.dao.search.IHSearchSortHelper;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.model.entity.StorageSettings;
import ca.uhn.fhir.jpa.partition.IPartitionLookupSvc;
import ca.uhn.fhir.jpa.search.IStaleSearchDeletingSvc;
import ca.uhn.fhir.jpa.search.StaleSearchDeletingSvcImpl;
import ca.uhn.fhir.jpa.subscription.channel.config.SubscriptionChannelConfig;
import ca.uhn.fhir.jpa.util.ResourceCountCache;
import ca.uhn.fhir.rest.api.IResourceSupportedSvc;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.Map;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * How resources are stored and searched.
 */
@Configuration(proxyBeanMethods = false)
@Import({
    JpaR4Config.class,
    JpaBatch2Config.class,
    Batch2JobsConfig.class,
    SubscriptionChannelConfig.class,
    ThreadPoolFactoryConfig.class
})
class StorageConfiguration {

    private static final int LONGEST_PAGE = 500;

    @Bean
    static OfflineCore offlineCore() {
        return new OfflineCore();
    }

    @Bean
    static UnservedResources unservedResources() {
        return new UnservedResources();
    }

    @Bean
    IResourceSupportedSvc supportedResources() {
        return new SupportedResources();
    }

    /** Nothing runs in the background that changes answers: no pre-expansion, no reuse of earlier search results. */
    @Bean
    JpaStorageSettings storageSettings() {
        JpaStorageSettings settings = new JpaStorageSettings();
        settings.setReuseCachedSearchResultsForMillis(null);
        settings.setPreExpandValueSets(false);
        settings.setEnableTaskPreExpandValueSets(false);
        settings.setFetchSizeDefaultMaximum(LONGEST_PAGE);
        settings.setIndexMissingFields(StorageSettings.IndexEnabledEnum.DISABLED);
        settings.setMarkResourcesForReindexingUponSearchParameterChange(false);
        settings.setTagStorageMode(JpaStorageSettings.TagStorageModeEnum.INLINE);
        // The count that HAPI keeps in memory is one for all tenants.
        settings.setHistoryCountMode(HistoryCountModeEnum.COUNT_ACCURATE);
        settings.setAllowMultipleDelete(false);
        settings.setAllowExternalReferences(true);
        settings.setExpungeEnabled(false);
        settings.setDeleteExpungeEnabled(false);
        settings.setHibernateSearchIndexFullText(false);
        settings.setHibernateSearchIndexSearchParams(false);
        return settings;
    }

    /** One partition for each tenant; a reference never leads out of it, and a condition of a create is the tenant's own. */
    @Bean
    PartitionSettings partitionSettings() {
        PartitionSettings settings = new PartitionSettings();
        settings.setPartitioningEnabled(true);
        settings.setAllowReferencesAcrossPartitions(PartitionSettings.CrossPartitionReferenceMode.NOT_ALLOWED);
        settings.setConditionalCreateDuplicateIdentifiersEnabled(true);
        return settings;
    }

    @Bean
    TenantStores tenantStores(CurrentTenants tenants, IPartitionLookupSvc partitions, PartitionSettings settings) {
        return new TenantStores(tenants, partitions, settings);
    }

    @Bean
    TenantPartitions tenantPartitions(TenantStores stores, IInterceptorService interceptors) {
        TenantPartitions partitions = new TenantPartitions(stores);
        interceptors.registerInterceptor(partitions);
        return partitions;
    }

    @Bean
    SubscriptionSettings subscriptionSettings() {
        return new SubscriptionSettings();
    }

    @Bean
    IBinaryStorageSvc binaryStorage() {
        return new DatabaseBinaryContentStorageSvcImpl();
    }

    /** The CapabilityStatement asks for it; counting all resources every few minutes is not worth its price. */
    @Bean("myResourceCountsCache")
    ResourceCountCache resourceCounts() {
        return new ResourceCountCache(Map::of);
    }

    @Bean
    IHSearchSortHelper sortHelper(ISearchParamRegistry parameters) {
        return new HSearchSortHelperImpl(parameters);
    }

    @Bean
    IStaleSearchDeletingSvc staleSearches() {
        return new StaleSearchDeletingSvcImpl();
    }
}
