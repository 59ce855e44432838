package org.cervicalinsufficiency.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every wrong form of {@code forms/refused.yaml} gets exactly its problems. */
class FormGateTest {

    static List<RefusedForm> refused() {
        return RefusedForm.all();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void saysWhatIsWrong(RefusedForm refused) {
        List<FormProblem> problems = GateRig.admit(refused.response());
        assertThat(problems).hasSameSizeAs(refused.expected());
        for (RefusedForm.Expected expected : refused.expected()) {
            assertThat(problems).as("%s", expected).anySatisfy(problem -> {
                assertThat(problem.linkId().orElse(problem.place())).isEqualTo(expected.at());
                assertThat(problem.code().toCode()).isEqualTo(expected.code());
                assertThat(problem.value()).contains(expected.value());
                assertThat(problem.sentence()).contains(expected.says());
                assertThat(problem.remedy()).isNotBlank();
            });
        }
    }

    /** The same problems in Spanish: what is said and what to do about it, in words of their own. */
    @ParameterizedTest
    @MethodSource("refused")
    void saysItInTheLanguageOfTheReader(RefusedForm refused) {
        List<FormProblem> english = GateRig.admit(refused.response());
        Submission reader = new Submission(false, Locale.forLanguageTag("es"), Set.of());
        List<FormProblem> spanish = GateRig.admit(refused.response(), reader);

        assertThat(spanish).hasSameSizeAs(english);
        for (int index = 0; index < english.size(); index++) {
            FormProblem said = spanish.get(index);
            FormProblem before = english.get(index);
            assertThat(said.code()).isEqualTo(before.code());
            assertThat(said.linkId()).isEqualTo(before.linkId());
            assertThat(said.place()).isEqualTo(before.place());
            assertThat(said.what()).isNotBlank().isNotEqualTo(before.what());
            assertThat(said.remedy()).isNotBlank().isNotEqualTo(before.remedy());
            assertThat(said.what() + said.remedy()).doesNotContainPattern("\\{\\d}|\\b(the|this|Send|Choose)\\b");
        }
    }

    /** English for machines and for readers of other languages. */
    @Test
    void speaksEnglishToEverybodyElse() {
        assertThat(GateWords.in(List.of()).language()).isEqualTo(Locale.ENGLISH);
        assertThat(GateWords.in(List.of(Locale.GERMAN)).of("item.unnamed.remedy"))
                .isEqualTo("Name its question.");
        assertThat(GateWords.in(List.of(Locale.GERMAN, Locale.forLanguageTag("es-MX")))
                        .of("text.long.remedy", 7))
                .isEqualTo("Envíe como máximo 7 caracteres.");
    }

    /** Every sentence is said somewhere, and every sentence that is said exists. */
    @Test
    void hasNoSentenceThatNobodySays() throws IOException {
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/cervicalinsufficiency"))) {
            for (Path file : files.filter(each -> each.toString().matches(".*/(questionnaire|fhirserver)/\\w+\\.java"))
                    .toList()) {
                sources.append(Files.readString(file));
            }
        }
        Properties texts = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/messages/gate.properties"))) {
            texts.load(reader);
        }
        assertThat(texts.stringPropertyNames())
                .hasSizeGreaterThan(60)
                .allSatisfy(key -> assertThat(sources.toString()).contains('"' + key.replaceAll("\\.remedy$", "")));
    }

    @Test
    void areSixtyAtLeast() {
        assertThat(refused()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(refused()).extracting(RefusedForm::name).doesNotHaveDuplicates();
        assertThat(refused()).allSatisfy(each -> assertThat(each.expected()).isNotEmpty());
    }
}
