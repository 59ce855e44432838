package org.cervicalinsufficiency.fhirserver;

import java.util.List;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;

/**
 * Takes beans out of HAPI's configuration for which {@link ReplicaConfiguration} has others, and a check of the database at
 * the start for a kind of partitions that the migration never makes.
 */
final class ReplacedBeans implements BeanDefinitionRegistryPostProcessor {

    private static final List<String> NAMES = List.of(
            "schedulerService",
            "resourceTypeCacheSvc",
            "searchParamIdentityCacheSvc",
            "partitionedIdModeVerificationSvc");

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        NAMES.forEach(registry::removeBeanDefinition);
    }
}
