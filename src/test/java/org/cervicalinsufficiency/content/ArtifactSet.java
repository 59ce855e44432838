package org.cervicalinsufficiency.content;

import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cervicalinsufficiency.fhirserver.LibraryContent;
import org.cervicalinsufficiency.knowledge.Leaflet;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.MetadataResource;

/** Every artifact of the set, read once: as the loader would store it, and as the JSON that lies in the repository. */
final class ArtifactSet {

    static final JsonNode MANIFEST = json(ContentFiles.ROOT.resolve("manifest.json"));
    static final String VERSION = MANIFEST.path("version").asText();

    /** The artifacts in the order of the manifest. */
    static final List<Artifact> ALL = folders()
            .flatMap(folder -> ContentFiles.in(folder).stream())
            .map(ArtifactSet::read)
            .toList();

    /** One file: libraries are filled with their CQL, leaflets with their texts, the JSON is untouched. */
    record Artifact(Path file, JsonNode json, MetadataResource resource) {

        String canonical() {
            return resource.getUrl() + "|" + resource.getVersion();
        }

        @Override
        public String toString() {
            return ContentFiles.ROOT.relativize(file).toString();
        }
    }

    private ArtifactSet() {}

    static Stream<String> folders() {
        return StreamSupport.stream(MANIFEST.path("load").spliterator(), false).map(JsonNode::asText);
    }

    /** Everything that may be named, as {@code url|version}. */
    static Set<String> canonicals() {
        return ALL.stream().map(Artifact::canonical).collect(Collectors.toUnmodifiableSet());
    }

    static <T extends MetadataResource> List<T> all(Class<T> type) {
        return ALL.stream()
                .map(Artifact::resource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Every JSON file below a folder, at any depth, in the order of the paths. */
    static List<Path> jsonBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(Path file) {
        return json(ContentFiles.text(file));
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + text, e);
        }
    }

    private static Artifact read(Path file) {
        MetadataResource parsed = (MetadataResource) ContentFiles.CONTEXT
                .newJsonParser()
                .setParserErrorHandler(new StrictErrorHandler())
                .parseResource(ContentFiles.text(file));
        return new Artifact(file, json(file), parsed instanceof Library library ? filled(library) : parsed);
    }

    private static Library filled(Library library) {
        if (Leaflet.isOne(library)) {
            return Leaflet.fill(library, LeafletFiles.texts(library.getIdPart()));
        }
        return LibraryContent.fill(
                library, ContentFiles.text(ContentFiles.ROOT.resolve("cql").resolve(LibraryContent.fileOf(library))));
    }
}
