package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cervicalinsufficiency.knowledge.EvaluationSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The same ELM in an independent engine: every define of our libraries has the same value in both, on every vignette and on
 * odd records that no vignette has. What differs by nature is normalised in {@code values.mjs} and {@code engine.mjs} and
 * explained in {@code src/docs/clarifications.md}.
 */
class SecondOpinionIT {

    private static final Path SOURCE = Path.of("src/test/second-opinion");
    private static final Path WORK = Path.of("target/second-opinion");
    private static final Path ELM = Path.of("target/classes/elm");
    private static final Path VALUE_SETS = Path.of("fhir-resources/valueset");

    private static final SecondEngine ENGINE = new SecondEngine(SOURCE, WORK);

    @BeforeAll
    static void install() throws Exception {
        ENGINE.install();
    }

    @TestFactory
    Stream<DynamicTest> agreesOnEveryDefine() throws Exception {
        List<OpinionCase> cases = OpinionCase.all(SOURCE.resolve("records"));
        Map<String, List<String>> differences = ask(new SecondOpinion(), cases, WORK.resolve("cases"));
        return cases.stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.name(),
                        () -> assertThat(differences.get(each.id()))
                                .as(each.name() + ", see "
                                        + WORK.resolve("cases").resolve(each.id() + ".json"))
                                .isEmpty()));
    }

    /** A harness that compares nothing would be green as well: asked about another profile, it must object. */
    @Test
    void noticesADifference() throws Exception {
        OpinionCase right = OpinionCase.all(SOURCE.resolve("records")).get(0);
        EvaluationSettings other = new EvaluationSettings(right.settings().today(), "uk", true);
        SecondOpinion wrong = new SecondOpinion(other);
        assertThat(ask(wrong, List.of(right), WORK.resolve("wrong")).get(right.id()))
                .anyMatch(sentence -> sentence.startsWith("ScreeningRecord.\"Settings\""))
                .anyMatch(sentence -> sentence.startsWith("ScreeningExplanation.\"CardValues\""));
    }

    private static Map<String, List<String>> ask(SecondOpinion question, List<OpinionCase> cases, Path folder)
            throws IOException, InterruptedException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> old = Files.list(folder)) {
                for (Path file : old.toList()) {
                    Files.delete(file);
                }
            }
        }
        question.write(cases, folder);
        return ENGINE.differences(ELM, VALUE_SETS, folder);
    }
}
