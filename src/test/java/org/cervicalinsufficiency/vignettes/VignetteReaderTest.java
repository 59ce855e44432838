package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VignetteReaderTest {
    private static final String FILE = "v99-a-case.yaml";
    private static final String HEAD = "title: A case\nproves: [R60]\ntoday: 2026-06-15\nprofiles: [us, uk]\n";
    private static final String PREGNANCY = "pregnancy: {gestation: 18w0d}\n";
    private static final String EXPECT =
            "expect:\n  tier: high\n  route: standard\n  cards:\n    - EducationSymptoms: info\n";

    private final VignetteReader reader = new VignetteReader();

    private Vignette read(String middle) {
        return reader.read(FILE, HEAD + PREGNANCY + middle + EXPECT);
    }

    private Vignette.Form form(String middle) {
        return read(middle).story().forms().get(0);
    }

    @Nested
    class Conventions {
        @Test
        void fillInThePerson() {
            assertThat(read("").story().person()).isEqualTo(new Vignette.Person("female", "1994"));
        }

        @Test
        void giveTheDueDateOfTheGestationAsARecordOfTwoWeeksAgo() {
            Vignette.ChartFact due = read("").story().chart().get(0);
            assertThat(due.codes()).containsExactly(new Code("http://loinc.org", "11778-8"));
            assertThat(due.detail("value")).contains("2026-11-16");
            assertThat(due.detail("date")).contains("2026-06-01");
        }

        @Test
        void measureACervicalLengthTodayThroughTheVagina() {
            Vignette.ChartFact length =
                    read("cervicalLength: 20.0 mm\n").story().chart().get(1);
            assertThat(length.codes()).containsExactly(new Code("http://loinc.org", "11961-0"));
            assertThat(length.details())
                    .containsEntry("value", "20.0")
                    .containsEntry("unit", "mm")
                    .containsEntry("date", "2026-06-15")
                    .containsEntry("method", "transvaginal ultrasound");
        }

        @Test
        void giveACompletedFormOfTodayWithEveryHistoryItemAnsweredNo() {
            Vignette.Form form = form("");
            assertThat(form.authored()).isEqualTo("2026-06-15");
            assertThat(form.status()).isEqualTo("completed");
            assertThat(form.answers())
                    .containsEntry("preg.status", List.of("pregnant"))
                    .containsEntry("preg.fetuses", List.of("one"))
                    .containsEntry("preg.stitch-now", List.of("no"))
                    .containsEntry("preg.now-problem", List.of("none"))
                    .containsEntry("ob.any", List.of("no"))
                    .containsEntry("gyn.excision", List.of("none"))
                    .containsEntry("gyn.dnc-count", List.of("none"))
                    .containsEntry("cong.uterus", List.of("none"))
                    .containsEntry("cx.exam", List.of("not examined"))
                    .containsEntry("sym.heavy-bleed", List.of("no"))
                    .doesNotContainKeys("preg.edd", "ob.sptb", "gyn.late-stop", "cx.length", "sym.course", "well.bmi");
        }

        @Test
        void meanAnEarlierPregnancyWhenTheHistorySpeaksOfOne() {
            assertThat(form("form:\n  ob.sptb: yes\n").answers())
                    .containsEntry("ob.any", List.of("yes"))
                    .containsEntry("ob.sptb", List.of("yes"))
                    .containsEntry("ob.loss2t", List.of("no"))
                    .containsEntry("ob.short-cx", List.of("no"))
                    .doesNotContainKeys("ob.sptb-ga", "ob.loss2t-count");
        }

        @ParameterizedTest(name = "{0}: movements asked {1}")
        @CsvSource({"23w6d, false", "24w0d, true", "unknown, true"})
        void askForMovementsFromTwentyFourWeeksOrWithoutGestation(String gestation, boolean asked) {
            Vignette vignette = reader.read(FILE, HEAD + "pregnancy: {gestation: " + gestation + "}\n" + EXPECT);
            assertThat(vignette.story().forms().get(0).answers().containsKey("sym.movements"))
                    .isEqualTo(asked);
        }
    }

    @Nested
    class Words {
        @Test
        void canLeaveAnItemBlank() {
            assertThat(form("form: {ob.any: yes, ob.sptb: blank}\n").answers())
                    .containsEntry("ob.any", List.of("yes"))
                    .doesNotContainKey("ob.sptb");
        }

        @Test
        void canLeaveTheFormOut() {
            assertThat(read("form: none\n").story().forms()).isEmpty();
        }

        @Test
        void canAddAnEarlierForm() {
            Vignette vignette = read("form: none\nearlierForms:\n  - {authored: 8 days ago, sym.fluid: yes}\n");
            assertThat(vignette.story().forms()).hasSize(1);
            assertThat(vignette.story().forms().get(0).authored()).isEqualTo("2026-06-07");
        }

        @Test
        void canGiveSeveralAnswers() {
            assertThat(form("form: {gyn.excision: [loop, cone], gyn.excision-count: 2}\n")
                            .answers())
                    .containsEntry("gyn.excision", List.of("loop", "cone"))
                    .containsEntry("gyn.excision-count", List.of("2"));
        }

        @Test
        void askOnlyForTheStatusAndTheHistoryWhenNotPregnant() {
            assertThat(form("form: {preg.status: not pregnant, next: yes}\n")
                            .answers()
                            .keySet())
                    .contains("preg.status", "ob.any", "gyn.excision", "cong.des", "next")
                    .noneMatch(linkId -> linkId.startsWith("sym.") || linkId.startsWith("cx."))
                    .doesNotContain("preg.fetuses", "preg.now-problem");
        }

        @ParameterizedTest(name = "{0} is {1}")
        @CsvSource({
            "today, 2026-06-15",
            "1 day ago, 2026-06-14",
            "28 days ago, 2026-05-18",
            "at 13w2d, 2026-05-13",
            "2023, 2023",
            "2023-04, 2023-04",
            "2023-04-05, 2023-04-05"
        })
        void canDateAFactInSeveralWays(String words, String date) {
            Vignette vignette = read("chart:\n  - {resource: Procedure, code: snomed|90442009, date: " + words + "}\n");
            assertThat(vignette.story().chart().get(1).detail("date")).contains(date);
        }

        @Test
        void keepMissingAndFactorsUnsaidWhenTheyAreNotWritten() {
            assertThat(read("").expected().missing()).isEmpty();
            assertThat(read("").expected().factors()).isEmpty();
            assertThat(read("").expected().provisional()).isFalse();
        }
    }

    @Nested
    class Refuses {
        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '>',
                value = {
                    "symptoms: none > v99-a-case.yaml: symptoms: unknown key",
                    "form: {ob.sptbb: yes} > v99-a-case.yaml: form: ob.sptbb: unknown item",
                    "form: {ob.sptb: maybe} > v99-a-case.yaml: form: ob.sptb: unknown answer \"maybe\"",
                    "form: {ob.any: no, ob.sptb: yes} > v99-a-case.yaml: form: ob.sptb: is not asked",
                    "form: {sym.course: worse} > v99-a-case.yaml: form: sym.course: is not asked",
                    "form: {preg.fetuses: [one, two]} > v99-a-case.yaml: form: preg.fetuses: takes one answer",
                    "form: {ob.sptb: yes, ob.sptb-count: few} > v99-a-case.yaml: form: ob.sptb-count: \"few\"",
                    "form: {preg.lmp: last week} > v99-a-case.yaml: form: preg.lmp: \"last week\" is not a date",
                    "cervicalLength: 22 > v99-a-case.yaml: cervicalLength: value: \"22\" is not a measurement",
                    "'cervicalLength: {value: 22 mm, route: oral}' > v99-a-case.yaml: cervicalLength: route: \"oral\"",
                    "'chart: [{resource: Encounter, code: loinc|1}]' > v99-a-case.yaml: chart: resource: \"Encounter\"",
                    "'chart: [{resource: Condition, code: Q51.3}]' > v99-a-case.yaml: chart: code: \"Q51.3\" is not a",
                    "'chart: [{resource: Condition, code: icd9|1}]' > v99-a-case.yaml: chart: code: the code system",
                    "'chart: [{resource: Condition, code: icd10cm|N96, value: 1}]' > chart: value: unknown key",
                    "person: {gender: woman} > v99-a-case.yaml: person: gender: \"woman\" is not known",
                    "title: Twice > is not readable YAML"
                })
        void whatItDoesNotUnderstand(String line, String sentence) {
            assertThatThrownBy(() -> read(line + "\n"))
                    .isInstanceOf(BadVignette.class)
                    .hasMessageContaining(sentence.strip());
        }

        @Test
        void aRuleThatDoesNotExist() {
            assertRefused(HEAD.replace("R60", "R99") + PREGNANCY + EXPECT, "v99-a-case.yaml: proves: \"R99\"");
        }

        @Test
        void aCardThatIsNotInTheCatalogue() {
            assertRefused(
                    HEAD + PREGNANCY + EXPECT.replace("EducationSymptoms", "Education"),
                    "v99-a-case.yaml: expect: cards: \"Education\" is not known");
        }

        @Test
        void aTierIndicatorOrMissingItemThatDoesNotExist() {
            assertRefused(HEAD + PREGNANCY + EXPECT.replace("high", "low"), "expect: tier: \"low\" is not known");
            assertRefused(HEAD + PREGNANCY + EXPECT.replace("info", "hint"), "EducationSymptoms: \"hint\"");
            assertRefused(HEAD + PREGNANCY + EXPECT + "  missing: [ob.x]\n", "expect: missing: ob.x: unknown item");
        }

        @Test
        void aDueDateThatDoesNotFitTheGestation() {
            assertRefused(
                    HEAD + "pregnancy: {gestation: 18w0d, due: 2026-11-17}\n" + EXPECT,
                    "v99-a-case.yaml: pregnancy: due: on 2026-06-15 this due date gives 17w6d.");
        }

        @Test
        void aFileWithoutPregnancyOrExpectation() {
            assertRefused(HEAD + EXPECT, "v99-a-case.yaml: pregnancy: is missing");
            assertRefused(HEAD + PREGNANCY, "v99-a-case.yaml: expect: is missing");
            assertRefused("", "v99-a-case.yaml: expected a mapping");
        }

        @Test
        void aFileNameWithoutAnId() {
            assertThatThrownBy(() -> reader.read("case.yaml", HEAD + PREGNANCY + EXPECT))
                    .isInstanceOf(BadVignette.class)
                    .hasMessageContaining("case.yaml: the file name must be an id and the case");
        }

        private void assertRefused(String text, String sentence) {
            assertThatThrownBy(() -> reader.read(FILE, text))
                    .isInstanceOf(BadVignette.class)
                    .hasMessageContaining(sentence);
        }
    }
}
