package org.cervicalinsufficiency;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cervicalinsufficiency.webapp.Contents.Entry;
import org.cervicalinsufficiency.webapp.SamplePatients;
import org.springframework.core.io.ClassPathResource;

/** The invented patients as {@code fhir-resources/examples/index.json} lists them. */
final class SampleIndex implements SamplePatients {

    private static final String FILE = "fhir-resources/examples/index.json";

    private final List<Sample> samples;

    /** A line of the file; the vignette is for tests. */
    private record Sample(String id, Map<String, String> title, String vignette) {}

    private SampleIndex(List<Sample> samples) {
        this.samples = samples;
    }

    static SampleIndex read() {
        try (InputStream file = new ClassPathResource(FILE).getInputStream()) {
            return new SampleIndex(new ObjectMapper().readValue(file, new TypeReference<List<Sample>>() {}));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(FILE + " cannot be read.", unreadable);
        }
    }

    @Override
    public List<Entry> all(Locale language) {
        return samples.stream()
                .map(sample -> new Entry(
                        sample.id(),
                        sample.title()
                                .getOrDefault(
                                        language.getLanguage(), sample.title().getOrDefault("en", ""))))
                .toList();
    }
}
