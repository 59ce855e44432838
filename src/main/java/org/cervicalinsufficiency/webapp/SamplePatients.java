package org.cervicalinsufficiency.webapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;

/** The invented patients, as {@code fhir-resources/examples/index.json} lists them. */
final class SamplePatients {

    private static final String INDEX = "fhir-resources/examples/index.json";

    private final List<Sample> samples;

    /**
     * One of them.
     *
     * @param id of the Patient on the local server
     * @param titles what is special, by language
     */
    private record Sample(String id, Map<String, String> titles) {}

    /**
     * One of them, for a reader of one language.
     *
     * @param id of the Patient on the local server
     * @param title what is special
     */
    record Listed(String id, String title) {}

    private SamplePatients(List<Sample> samples) {
        this.samples = List.copyOf(samples);
    }

    /** Reads the list that the build put on the class path. */
    static SamplePatients read() {
        try (InputStream file = new ClassPathResource(INDEX).getInputStream()) {
            List<Sample> samples = new ArrayList<>();
            for (JsonNode entry : new ObjectMapper().readTree(file)) {
                Map<String, String> titles = new LinkedHashMap<>();
                entry.path("title")
                        .fields()
                        .forEachRemaining(title ->
                                titles.put(title.getKey(), title.getValue().asText()));
                samples.add(new Sample(entry.path("id").asText(), Map.copyOf(titles)));
            }
            return new SamplePatients(samples);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The list of invented patients cannot be read: " + INDEX, unreadable);
        }
    }

    /** All of them in the order of the list; English where a language is missing. */
    List<Listed> in(Locale language) {
        return samples.stream()
                .map(sample -> new Listed(
                        sample.id(),
                        sample.titles()
                                .getOrDefault(
                                        language.getLanguage(), sample.titles().getOrDefault("en", sample.id()))))
                .toList();
    }
}
