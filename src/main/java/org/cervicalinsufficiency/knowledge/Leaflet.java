package org.cervicalinsufficiency.knowledge;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.RelatedArtifact;

/**
 * A sheet for patients: a Library of type {@code asset-collection} that holds one Markdown text per language. Its id is
 * its topic, by which pages and cards name it.
 *
 * @param topic short name in small letters and hyphens
 * @param title what it is about
 * @param markdown the text
 * @param sources what its facts come from
 * @param draft whether it waits for the sign-off of clinicians
 */
public record Leaflet(String topic, Text title, Text markdown, List<Citation> sources, boolean draft) {

    /** The media type of its texts. */
    public static final String MARKDOWN = "text/markdown";

    private static final String TYPE = "asset-collection";
    private static final String ENGLISH = "en";

    /** Copies the list. */
    public Leaflet {
        sources = List.copyOf(sources);
    }

    /** The leaflets of a set in the order of their topics. */
    public static List<Leaflet> in(Artifacts artifacts) {
        return artifacts.all(Library.class).stream()
                .filter(Leaflet::isOne)
                .map(Leaflet::of)
                .toList();
    }

    /** Whether a Library is a leaflet, and so holds no logic. */
    public static boolean isOne(Library library) {
        return library.getType().getCoding().stream().anyMatch(coding -> TYPE.equals(coding.getCode()));
    }

    /**
     * A copy of a leaflet with these texts as its only content.
     *
     * @param library the metadata
     * @param texts Markdown by language code
     */
    public static Library fill(Library library, SortedMap<String, String> texts) {
        Library filled = library.copy();
        filled.setContent(texts.entrySet().stream()
                .map(text -> new Attachment()
                        .setContentType(MARKDOWN)
                        .setLanguage(text.getKey())
                        .setData(text.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList());
        return filled;
    }

    /** The language in the name of a text's file, {@code topic.language.md}. */
    public static String languageOf(String file) {
        String name = file.substring(0, file.lastIndexOf('.'));
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The languages in which the text is there, by language code. */
    public Set<String> languages() {
        return markdown.all().keySet();
    }

    static Leaflet of(Library library) {
        Map<String, String> texts = texts(library);
        String english = Optional.ofNullable(texts.remove(ENGLISH)).orElse("");
        return new Leaflet(
                library.getIdElement().getIdPart(),
                Text.of(library.getTitleElement()),
                new Text(english, texts),
                library.getRelatedArtifact().stream()
                        .filter(artifact -> artifact.getType() == RelatedArtifact.RelatedArtifactType.CITATION)
                        .map(Citation::of)
                        .toList(),
                library.getStatus() != PublicationStatus.ACTIVE);
    }

    /** The texts by language code, blank ones left out; of two in one language the last. */
    static Map<String, String> texts(Library library) {
        Map<String, String> texts = new LinkedHashMap<>();
        library.getContent().stream()
                .filter(content -> MARKDOWN.equals(content.getContentType()) && content.hasData())
                .forEach(content -> texts.put(
                        content.hasLanguage() ? content.getLanguage() : ENGLISH,
                        new String(content.getData(), StandardCharsets.UTF_8)));
        texts.values().removeIf(String::isBlank);
        return texts;
    }
}
