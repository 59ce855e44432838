package org.cervicalinsufficiency.knowledge;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.MetadataResource;

/**
 * The resources of one artifact set with their texts, comparable with another one's.
 */
final class ArtifactEdition {

    private static final String CQL = "text/cql";

    private final Map<String, MetadataResource> resources;
    private final Map<String, String> texts;

    private ArtifactEdition(Map<String, MetadataResource> resources, Map<String, String> texts) {
        this.resources = resources;
        this.texts = texts;
    }

    static ArtifactEdition of(FhirContext context, Iterable<? extends MetadataResource> artifacts) {
        Map<String, MetadataResource> resources = new TreeMap<>();
        Map<String, String> texts = new TreeMap<>();
        for (MetadataResource artifact : artifacts) {
            resources.put(keyOf(artifact), artifact);
            texts.put(keyOf(artifact), ArtifactText.of(context, artifact));
        }
        return new ArtifactEdition(resources, texts);
    }

    /** Type and id: how messages name an artifact. */
    static String keyOf(MetadataResource artifact) {
        return artifact.fhirType() + "/" + artifact.getIdElement().getIdPart();
    }

    /** The CQL of a library; empty unless it has exactly one content of type {@code text/cql}. */
    static Optional<String> cqlOf(Library library) {
        List<Attachment> texts = library.getContent().stream()
                .filter(content -> CQL.equals(content.getContentType()) && content.hasData())
                .toList();
        return texts.size() == 1
                ? Optional.of(new String(texts.get(0).getData(), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    Map<String, MetadataResource> resources() {
        return resources;
    }

    Map<String, String> texts() {
        return texts;
    }

    /** CQL by library name, of the libraries that have it. */
    Map<String, String> cql() {
        Map<String, String> cql = new TreeMap<>();
        resources.values().forEach(artifact -> {
            if (artifact instanceof Library library && library.hasName()) {
                cqlOf(library).ifPresent(text -> cql.put(library.getName(), text));
            }
        });
        return cql;
    }

    /** The artifacts whose text is not the same in another edition, or is not there. */
    List<MetadataResource> changedSince(ArtifactEdition other) {
        return resources.entrySet().stream()
                .filter(entry -> !String.valueOf(texts.get(entry.getKey())).equals(other.texts.get(entry.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The beginning of the SHA-256 over all texts. */
    String mark() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            texts.forEach((key, text) -> sha.update((key + "\n" + text + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha.digest()).substring(0, 8);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This Java runtime has no SHA-256.", missing);
        }
    }
}
