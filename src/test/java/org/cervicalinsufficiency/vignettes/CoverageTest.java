package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every rule is met by a vignette and just missed by another; the table is written to {@code target/coverage.md}. */
class CoverageTest {

    private static final Path TABLE = Path.of("target/coverage.md");

    private static List<String> met(String rule) {
        return Vignettes.all().stream()
                .filter(vignette -> vignette.claim().proves().contains(rule))
                .map(Vignette::id)
                .toList();
    }

    private static List<String> missed(String rule) {
        return Vignettes.all().stream()
                .filter(vignette -> vignette.claim().misses().contains(rule))
                .map(Vignette::id)
                .toList();
    }

    @Test
    void everyRuleIsMetAndMissed() throws IOException {
        StringBuilder table = new StringBuilder("| rule | met by | just missed by |\n|---|---|---|\n");
        for (String rule : new TreeSet<>(KnownNames.RULES)) {
            table.append("| %s | %s | %s |%n".formatted(rule, met(rule), missed(rule)));
        }
        Files.writeString(TABLE, table);

        assertThat(KnownNames.RULES).allSatisfy(rule -> {
            assertThat(met(rule)).as(rule + " is met").isNotEmpty();
            assertThat(missed(rule)).as(rule + " is just missed").isNotEmpty();
        });
    }

    @Test
    void everyTopicIsShown() {
        assertThat(KnownNames.TOPICS)
                .allSatisfy(topic -> assertThat(Vignettes.all())
                        .as(topic)
                        .anyMatch(vignette -> vignette.expected().cards().containsKey(topic)));
    }
}
