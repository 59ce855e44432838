package org.cervicalinsufficiency.cdshooks.web;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.cervicalinsufficiency.cdshooks.ServiceDefinition;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Finds the services that are declared under {@code cds-services/} on the class path. */
public final class ServiceDefinitionFiles {

    private static final String PATTERN = "classpath:cds-services/*/service.json";

    private ServiceDefinitionFiles() {}

    /**
     * Every declared service, in the order of the ids.
     *
     * @throws IllegalStateException if one of them cannot be published as it stands
     */
    public static List<ServiceDefinition> all() {
        try {
            return Stream.of(new PathMatchingResourcePatternResolver().getResources(PATTERN))
                    .map(ServiceDefinitionFiles::folder)
                    .sorted()
                    .map(ServiceDefinition::fromClassPath)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("The folder cds-services cannot be read from the class path.", e);
        }
    }

    private static String folder(Resource file) {
        try {
            String[] path = file.getURL().getPath().split("/");
            return path[path.length - 2];
        } catch (IOException e) {
            throw new IllegalStateException("A service.json of the class path cannot be read.", e);
        }
    }
}
