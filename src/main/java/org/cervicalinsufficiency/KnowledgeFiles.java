package org.cervicalinsufficiency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cervicalinsufficiency.knowledge.ArtifactTexts;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The artifact set as the build left it on the class path: resources and compiled CQL. */
final class KnowledgeFiles {

    private static final List<String> FOLDERS = List.of(
            "codesystem", "valueset", "conceptmap", "library", "activitydefinition", "plandefinition", "questionnaire");

    private final PathMatchingResourcePatternResolver classPath = new PathMatchingResourcePatternResolver();

    ArtifactTexts read() {
        Map<String, String> resources = new TreeMap<>();
        for (String folder : FOLDERS) {
            texts("fhir-resources/" + folder + "/*.json")
                    .forEach((file, text) -> resources.put(folder + "/" + file, text));
        }
        return new ArtifactTexts(resources, byName("fhir-resources/cql/*.cql"), byName("elm/*.json"));
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
