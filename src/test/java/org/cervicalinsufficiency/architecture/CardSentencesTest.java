package org.cervicalinsufficiency.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words of the cards stand in the artifacts only: no literal of main repeats one of their sentences. */
class CardSentencesTest {

    private static final Set<String> TEXTS = Set.of("title", "description", "display", "valueString", "value", "text");

    /** Shorter texts ("could not be read") are not a card's own. */
    private static final int WORDS_OF_A_LABEL = 4;

    @Test
    void areInNoLiteralOfMain() throws IOException {
        Set<String> sentences = new TreeSet<>();
        for (String folder : List.of("plandefinition", "activitydefinition", "codesystem", "questionnaire")) {
            for (Path file : files(Path.of("fhir-resources", folder), ".json")) {
                collect("", new ObjectMapper().readTree(Files.readString(file)), sentences);
            }
        }
        assertThat(sentences).hasSizeGreaterThan(500);

        List<String> findings = new ArrayList<>();
        for (Path file : files(Path.of("src/main/java"), ".java")) {
            findings.addAll(repeated(file.toString(), Files.readString(file), sentences));
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void areMissedInPartOfALiteral() {
        assertThat(repeated(
                        "Bad.java",
                        "class Bad { String text = \"- Send the person now. \"; }",
                        Set.of("Send the person now.")))
                .containsExactly("Bad.java:1 repeats \"Send the person now.\"");
        assertThat(repeated("Good.java", "// Send the person now.", Set.of("Send the person now.")))
                .isEmpty();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> repeated(String file, String source, Set<String> sentences) {
        return JavaStrings.in(source).stream()
                .flatMap(literal -> sentences.stream()
                        .filter(sentence -> literal.text().contains(sentence))
                        .map(sentence -> "%s:%d repeats \"%s\"".formatted(file, literal.line(), sentence)))
                .toList();
    }

    private static void collect(String member, JsonNode node, Set<String> sentences) {
        if (node.isTextual() && TEXTS.contains(member)) {
            node.textValue()
                    .lines()
                    .map(line -> line.replaceFirst("^- ", "").strip())
                    .filter(line -> line.split(" ").length > WORDS_OF_A_LABEL)
                    .forEach(sentences::add);
        }
        node.fields().forEachRemaining(child -> collect(child.getKey(), child.getValue(), sentences));
        if (node.isArray()) {
            node.forEach(child -> collect(member, child, sentences));
        }
    }
}
