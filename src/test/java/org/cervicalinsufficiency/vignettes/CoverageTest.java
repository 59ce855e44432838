package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every rule is met by a vignette and just missed by another, on both sides of every limit it has; the tables are written
 * to {@code target/coverage.md}, and README shows their numbers.
 */
class CoverageTest {

    /** Emergency signs count at any gestation. */
    private static final Set<String> WITHOUT_A_NUMBER = Set.of("R01");

    private final Coverage coverage = new Coverage();

    @Test
    void everyRuleIsMetAndMissed() throws IOException {
        Files.writeString(Path.of("target/coverage.md"), coverage.table());

        assertThat(KnownNames.RULES).allSatisfy(rule -> {
            assertThat(coverage.met(rule)).as(rule + " is met").isNotEmpty();
            assertThat(coverage.missed(rule)).as(rule + " is just missed").isNotEmpty();
        });
    }

    @Test
    void everyRuleWithANumberHasACaseOnEachSide() {
        Set<String> numbered = new TreeSet<>(KnownNames.RULES);
        numbered.removeAll(WITHOUT_A_NUMBER);
        assertThat(numbered)
                .allSatisfy(rule -> assertThat(coverage.limits(rule))
                        .as("limits of " + rule)
                        .isNotEmpty());
    }

    @Test
    void everyLimitIsStoodOnFromBothSides() {
        List<Boundary> limits = Boundary.all();
        limits.forEach(limit -> KnownNames.require("boundaries.tsv", limit.rule(), KnownNames.RULES));
        assertThat(limits).doesNotHaveDuplicates();
        assertThat(limits.stream()
                        .filter(limit -> !coverage.met(limit.rule()).contains(limit.inside())
                                || !coverage.missed(limit.rule()).contains(limit.outside())))
                .as("the inside must prove the rule, the outside must miss it")
                .isEmpty();
    }

    @Test
    void everyTopicIsShown() {
        assertThat(KnownNames.TOPICS)
                .allSatisfy(topic -> assertThat(Vignettes.all())
                        .as(topic)
                        .anyMatch(vignette -> vignette.expected().cards().containsKey(topic)));
    }

    /** When a case is added, copy the numbers from {@code target/coverage-summary.md}. */
    @Test
    void readmeShowsTheNumbers() throws IOException {
        Files.writeString(Path.of("target/coverage-summary.md"), coverage.summary());

        assertThat(Files.readString(Path.of("README.md"))).contains(coverage.summary());
    }
}
