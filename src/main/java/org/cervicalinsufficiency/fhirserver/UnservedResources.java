package org.cervicalinsufficiency.fhirserver;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;

/**
 * Takes the DAOs and providers of resource types that are not served out of HAPI's generated configuration before they
 * are built: there are about 120 of them, and each costs time at start and memory after it.
 */
final class UnservedResources implements BeanDefinitionRegistryPostProcessor {

    private static final Pattern GENERATED = Pattern.compile("my(\\w+?)(?:Dao|Rp)R4");
    private static final String SYSTEM = "System";

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        for (String bean : registry.getBeanDefinitionNames()) {
            Matcher name = GENERATED.matcher(bean);
            if (name.matches() && isUnserved(name.group(1))) {
                registry.removeBeanDefinition(bean);
            }
        }
    }

    private static boolean isUnserved(String type) {
        return !type.equals(SYSTEM) && !SupportedResources.names().contains(type);
    }
}
