package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words that Java asks for by a fixed code are there: a missing one would take the whole answer down. */
class CardWordsContentTest {

    /** Whole codes only: one that ends in a hyphen is the beginning of a code worked out from the data. */
    private static final Pattern WORD = Pattern.compile("\\b(?:word|headed)\\(\\s*\"([a-z]+(?:-[a-z]+)*)\"");

    private static final Pattern LABEL = Pattern.compile("\\blabel\\(\\s*\"([a-z-]+)\",\\s*\"([a-z]+(?:-[a-z]+)*)\"");
    /** Beginnings of codes that are worked out from the data; ExplanationLabelsContentTest and others name them in full. */
    private static final Set<String> BY_DATA = Set.of("word-", "value-", "profile-", "source-", "approximate");

    private static final Set<String> PROFILES = Set.of("us", "uk");

    @Test
    void areThereForEveryFixedCode() throws IOException {
        Map<String, Set<String>> asked = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> asked(ContentFiles.text(file), asked));
        }
        assertThat(asked.get("card-text")).hasSizeGreaterThan(15).contains("line-draft", "heading-missing");
        assertThat(asked)
                .allSatisfy(
                        (codeSystem, codes) -> assertThat(Labels.of(codeSystem)).containsAll(codes));
    }

    @Test
    void areThereForEveryProfile() {
        assertThat(PROFILES)
                .allSatisfy(profile -> assertThat(Labels.of("card-text")).contains("profile-" + profile));
    }

    /** Labels that nothing asks for would be translated and reviewed in vain. */
    @Test
    void areThereOnlyIfSomethingAsks() throws IOException {
        Map<String, Set<String>> asked = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> asked(ContentFiles.text(file), asked));
        }
        assertThat(Labels.of("card-text"))
                .filteredOn(label -> BY_DATA.stream().noneMatch(label::startsWith))
                .isSubsetOf(asked.get("card-text"));
    }

    @Test
    void areFoundInTheShapesTheyAreAskedIn() {
        Map<String, Set<String>> asked = new TreeMap<>();
        asked(
                "word(\"a-b\", language); blocks.addAll(headed(\n  \"c\", x)); wording.label(\"tier\", \"d\")"
                        + "word(\"profile-\" + profile)",
                asked);
        assertThat(asked).isEqualTo(Map.of("card-text", Set.of("a-b", "c"), "tier", Set.of("d")));
    }

    private static void asked(String source, Map<String, Set<String>> asked) {
        WORD.matcher(source).results().forEach(call -> add(asked, "card-text", call.group(1)));
        LABEL.matcher(source).results().forEach(call -> add(asked, call.group(1), call.group(2)));
    }

    private static void add(Map<String, Set<String>> asked, String codeSystem, String code) {
        asked.computeIfAbsent(codeSystem, any -> new TreeSet<>()).add(code);
    }
}
