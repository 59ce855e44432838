package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cervicalinsufficiency.knowledge.Leaflet;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The artifacts on the class path, as FHIR resources: one per file, libraries filled with their CQL, leaflets with their texts.
 */
final class ArtifactFiles {

    private final FhirContext fhir;
    private final String root;
    private final PathMatchingResourcePatternResolver classPath = new PathMatchingResourcePatternResolver();

    /**
     * @param fhir the R4 context
     * @param root the folder on the class path, without slashes at its ends
     */
    ArtifactFiles(FhirContext fhir, String root) {
        this.fhir = fhir;
        this.root = root;
    }

    /** Reads the manifest. */
    ArtifactManifest manifest() {
        return read(file("manifest.json"), in -> new ObjectMapper().readValue(in, ArtifactManifest.class));
    }

    /**
     * All resources of one folder in the order of their file names.
     *
     * @param folder a folder name of the manifest
     * @return empty if there is no such folder
     */
    List<Resource> resources(String folder) {
        return files(folder + "/*.json").stream().map(this::resource).toList();
    }

    /**
     * The files that match a pattern below the root, in the order of their names.
     *
     * @param pattern an Ant-style pattern
     */
    List<org.springframework.core.io.Resource> files(String pattern) {
        try {
            return Arrays.stream(classPath.getResources("classpath*:" + root + "/" + pattern))
                    .sorted(Comparator.comparing(file -> Objects.requireNonNullElse(file.getFilename(), "")))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("The folder " + root + "/" + pattern + " cannot be listed.", failure);
        }
    }

    /** Parses one file strictly; a library gets its CQL. */
    Resource resource(org.springframework.core.io.Resource file) {
        IParser parser = fhir.newJsonParser();
        parser.setParserErrorHandler(new StrictErrorHandler());
        try {
            Resource parsed = (Resource) parser.parseResource(text(file));
            return parsed instanceof Library library ? filled(library) : parsed;
        } catch (DataFormatException invalid) {
            throw new IllegalStateException(
                    root + ": " + file.getFilename() + " is not a valid FHIR R4 resource: " + invalid.getMessage(),
                    invalid);
        }
    }

    private Library filled(Library library) {
        if (Leaflet.isOne(library)) {
            SortedMap<String, String> texts = new TreeMap<>();
            files("leaflet/" + library.getIdPart() + ".*.md")
                    .forEach(file -> texts.put(Leaflet.languageOf(String.valueOf(file.getFilename())), text(file)));
            return Leaflet.fill(library, texts);
        }
        return LibraryContent.fill(library, text(file("cql/" + LibraryContent.fileOf(library))));
    }

    private org.springframework.core.io.Resource file(String path) {
        return classPath.getResource("classpath:" + root + "/" + path);
    }

    private static String text(org.springframework.core.io.Resource file) {
        return read(file, in -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }

    private static <T> T read(org.springframework.core.io.Resource file, Reading<T> reading) {
        try (InputStream in = file.getInputStream()) {
            return reading.from(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(file.getDescription() + " cannot be read.", failure);
        }
    }

    /** What to do with an open file. */
    private interface Reading<T> {
        T from(InputStream in) throws IOException;
    }
}
