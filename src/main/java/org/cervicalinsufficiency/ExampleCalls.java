package org.cervicalinsufficiency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.cervicalinsufficiency.cdshooks.ServiceDefinition;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The example requests that stand beside each {@code service.json}. */
final class ExampleCalls {

    private ExampleCalls() {}

    /**
     * One request.
     *
     * @param file its file name
     * @param body its bytes
     */
    record Example(String file, byte[] body) {}

    static List<Example> of(ServiceDefinition service) {
        String pattern = "classpath*:cds-services/" + service.id() + "/examples/request-*.json";
        List<Example> examples = new ArrayList<>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(pattern)) {
                examples.add(new Example(String.valueOf(file.getFilename()), file.getContentAsByteArray()));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The class path cannot be read at " + pattern + ".", unreadable);
        }
        return examples;
    }
}
