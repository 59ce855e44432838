package org.cervicalinsufficiency;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cervicalinsufficiency.knowledge.ArtifactTexts;
import org.cervicalinsufficiency.knowledge.Leaflet;
import org.hl7.fhir.r4.model.Library;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The artifact set as the build left it on the class path: resources and compiled CQL. */
final class KnowledgeFiles {

    private static final List<String> FOLDERS = List.of(
            "codesystem", "valueset", "conceptmap", "library", "activitydefinition", "plandefinition", "questionnaire");
    private static final String LEAFLETS = "leaflet";

    private final PathMatchingResourcePatternResolver classPath = new PathMatchingResourcePatternResolver();

    ArtifactTexts read() {
        Map<String, String> resources = new TreeMap<>();
        for (String folder : FOLDERS) {
            texts("fhir-resources/" + folder + "/*.json")
                    .forEach((file, text) -> resources.put(folder + "/" + file, text));
        }
        leaflets(resources);
        return new ArtifactTexts(resources, byName("fhir-resources/cql/*.cql"), byName("elm/*.json"));
    }

    /** Each with its texts, which stand in files of their own. */
    private void leaflets(Map<String, String> resources) {
        IParser parser = FhirContext.forR4Cached().newJsonParser();
        texts("fhir-resources/" + LEAFLETS + "/*.json").forEach((file, json) -> {
            String topic = file.substring(0, file.lastIndexOf('.'));
            SortedMap<String, String> markdown = new TreeMap<>();
            texts("fhir-resources/" + LEAFLETS + "/" + topic + ".*.md")
                    .forEach((name, text) -> markdown.put(Leaflet.languageOf(name), text));
            Library filled = Leaflet.fill(parser.parseResource(Library.class, json), markdown);
            resources.put(LEAFLETS + "/" + file, parser.encodeResourceToString(filled));
        });
    }

    private Map<String, String> byName(String pattern) {
        Map<String, String> byName = new TreeMap<>();
        texts(pattern).forEach((file, text) -> byName.put(file.substring(0, file.lastIndexOf('.')), text));
        if (byName.isEmpty()) {
            throw new IllegalStateException(
                    "Nothing found under " + pattern + " on the class path; build with Maven, which puts it there.");
        }
        return byName;
    }

    private Map<String, String> texts(String pattern) {
        Map<String, String> texts = new TreeMap<>();
        try {
            for (Resource file : classPath.getResources("classpath*:" + pattern)) {
                texts.put(String.valueOf(file.getFilename()), file.getContentAsString(StandardCharsets.UTF_8));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The class path cannot be read at " + pattern + ".", unreadable);
        }
        return texts;
    }
}
