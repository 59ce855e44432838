package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** A reader of the vignettes finds every word of their language in the README beside them. */
class VignetteWordsTest {

    /** Keys below these are explained elsewhere: linkIds in form-items.tsv, topics and rules by the specification. */
    private static final Set<String> OWN_LANGUAGE = Set.of("cards", "says", "neverSays");

    private static final Pattern SYSTEM = Pattern.compile("\\b([a-z0-9-]+)\\|[A-Za-z0-9]");
    private static final Pattern CODE_SPAN = Pattern.compile("`([^`]+)`");

    private static Set<String> explained() throws IOException {
        try (InputStream file = VignetteWordsTest.class.getResourceAsStream("/vignettes/README.md")) {
            String readme = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            Set<String> words = new TreeSet<>();
            Matcher spans = CODE_SPAN.matcher(readme);
            while (spans.find()) {
                words.addAll(List.of(spans.group(1).split("[^A-Za-z0-9-]+")));
            }
            return words;
        }
    }

    @Test
    void everyKeyIsExplained() throws IOException {
        Set<String> used = new TreeSet<>();
        for (var file : Vignettes.files()) {
            keys(new Yaml().load(java.nio.file.Files.readString(file)), used);
        }
        assertThat(used).hasSizeGreaterThan(30).contains("focus", "raw", "recorded");
        assertThat(explained()).containsAll(used);
    }

    @Test
    void everyCodeSystemIsExplained() throws IOException {
        Set<String> used = new TreeSet<>();
        for (var file : Vignettes.files()) {
            Matcher systems = SYSTEM.matcher(java.nio.file.Files.readString(file));
            while (systems.find()) {
                used.add(systems.group(1));
            }
        }
        assertThat(used).contains("snomed", "clinical");
        assertThat(explained()).containsAll(used);
    }

    @Test
    void theStatusWordsInUseAreExplained() throws IOException {
        Set<String> used = new TreeSet<>();
        Vignettes.everything().forEach(vignette -> {
            vignette.story()
                    .chart()
                    .forEach(fact -> Set.of("status", "clinical", "verification")
                            .forEach(key -> fact.detail(key).ifPresent(used::add)));
            vignette.story().forms().forEach(form -> used.add(form.status()));
        });
        assertThat(used).contains("refuted", "resolved");
        assertThat(explained()).containsAll(used);
    }

    private static void keys(Object node, Set<String> found) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                String word = String.valueOf(key);
                if (!word.contains(".") && !word.equals("next")) {
                    found.add(word);
                }
                if (!OWN_LANGUAGE.contains(word)) {
                    keys(value, found);
                }
            });
        } else if (node instanceof Iterable<?> list) {
            list.forEach(each -> keys(each, found));
        }
    }
}
