package org.cervicalinsufficiency.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cervicalinsufficiency.questionnaire.Records.ICD;
import static org.cervicalinsufficiency.questionnaire.Records.SNOMED;
import static org.cervicalinsufficiency.questionnaire.Records.chart;
import static org.cervicalinsufficiency.questionnaire.Records.condition;
import static org.cervicalinsufficiency.questionnaire.Records.count;
import static org.cervicalinsufficiency.questionnaire.Records.due;
import static org.cervicalinsufficiency.questionnaire.Records.length;
import static org.cervicalinsufficiency.questionnaire.Records.procedure;
import static org.cervicalinsufficiency.questionnaire.Records.verified;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.content.ContentFiles;
import org.cervicalinsufficiency.content.OfflineValidation;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is filled from a record, and what is left for the person to answer. */
class FormPrefillTest {

    private static final Questionnaire FORM =
            ContentFiles.read(Questionnaire.class, "questionnaire/cervical-insufficiency-screening.json");
    private static final OfflineValidation VALIDATION = new OfflineValidation(List.of(FORM));
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-06-15T12:00:00Z"), ZoneOffset.UTC);
    private static final FormPrefill PREFILL = new FormPrefill(new CurrentKnowledge(SharedKnowledge.knowledge()), NOON);
    private static final String YES_OR_NO = "http://terminology.hl7.org/CodeSystem/v2-0136";

    @Test
    void isEmptyWhereTheRecordSaysNothing() {
        QuestionnaireResponse response = fill();
        assertThat(response.hasItem()).isFalse();
        assertThat(response.hasContained()).isFalse();
        assertThat(response.getStatus()).isEqualTo(QuestionnaireResponseStatus.INPROGRESS);
        assertThat(response.getSubject().getReference()).isEqualTo("Patient/ada");
        assertThat(response.getQuestionnaire()).isEqualTo(FORM.getUrl() + "|" + FORM.getVersion());
        assertThat(response.getAuthoredElement().getValueAsString()).isEqualTo("2026-06-15T12:00:00Z");
    }

    @Test
    void fillsWhatTheRecordSaysWithSourceAndDate() {
        QuestionnaireResponse response = fill(due(), length(22.4, "2026-06-08"), count("11996-6", 2));
        assertThat(Filled.words(response))
                .isEqualTo(Map.of(
                        "preg.status", List.of("77386006"),
                        "preg.edd", List.of("2026-11-09"),
                        "preg.edd-method", List.of("11778-8"),
                        "preg.ga", List.of("133"),
                        "ob.any", List.of("Y"),
                        "cx.length", List.of("22.4 mm"),
                        "cx.length-date", List.of("2026-06-08"),
                        "cx.length-route", List.of("vaginal-probe")));
        var edd = Filled.answer(response, "preg.edd");
        assertThat(Filled.sources(edd)).containsExactly("Observation/due");
        assertThat(Filled.date(edd)).isEqualTo("2026-04-20");
        assertThat(VALIDATION.errors(response)).isEmpty();
    }

    @Test
    void hasTheWordsOfTheReader() {
        Questionnaire es = FormLocaliser.localised(FORM, "es");
        QuestionnaireResponse response = PREFILL.fill(es, chart(due()), "us");
        assertThat(response.getLanguage()).isEqualTo("es");
        Coding status = (Coding) Filled.answer(response, "preg.status").getValue();
        assertThat(status.getDisplay()).isEqualTo("Embarazada");
        assertThat(VALIDATION.errors(response)).isEmpty();
    }

    /** Hints prompt the question; they never answer it. */
    @ParameterizedTest
    @CsvSource({
        "sct,161765003",
        "cm,Z87.51",
        "sct,161744009",
        "cm,N96",
        "sct,161743003",
        "cm,Z87.59",
        "cm,O34.00",
        "cm,O34.30",
        "sct,713651007",
        "sct,102878001",
        "cm,O26.20",
        "cm,O26.22",
        "cm,O09.291",
        "cm,O09.299",
        "sct,441493008",
        "sct,444661007",
        "cm,O09.211",
        "cm,O09.219",
        "sct,161805006"
    })
    void leavesOpenWhatIsOnlyAHint(String system, String code) {
        Map<String, List<String>> words = Filled.words(
                fill(due(), count("11996-6", 2), condition(system.equals("sct") ? SNOMED : ICD, code, "2019-05-02")));
        assertThat(words).containsOnlyKeys("preg.status", "preg.edd", "preg.edd-method", "preg.ga", "ob.any");
    }

    /** Observations that are hints only: a list of risk factors, and a number of operations. */
    @Test
    void leavesOpenWhatIsOnlyAnObservedHint() {
        Observation factor = Records.observation(
                "factor",
                "73775-9",
                "2026-05-10",
                new org.hl7.fhir.r4.model.CodeableConcept(new Coding(SNOMED, "161765003", null)));
        assertThat(Filled.words(fill(due(), count("11996-6", 2), factor, count("68497-7", 1))))
                .containsOnlyKeys("preg.status", "preg.edd", "preg.edd-method", "preg.ga", "ob.any");
    }

    /** A number of births is no answer either: nobody knows how they began. */
    @Test
    void showsHintsBesideTheirQuestions() {
        QuestionnaireResponse response = fill(
                due(),
                count("11637-6", 2),
                condition(ICD, "Z87.59", "2019-05-02"),
                Records.observation("labour", "57069-7", "2026-06-10", new BooleanType(true)));

        assertThat(hinted(response, "ob.sptb")).containsExactlyInAnyOrder("hint-preterm-birth", "hint-poor-history");
        assertThat(hinted(response, "ob.sptb-count")).containsExactly("hint-preterm-birth");
        assertThat(Filled.hints(response, "ob.sptb-count")
                        .get(0)
                        .getExtensionByUrl("value")
                        .getValue()
                        .primitiveValue())
                .isEqualTo("2");
        assertThat(hinted(response, "ob.loss2t")).containsExactly("hint-poor-history");
        assertThat(hinted(response, "ob.any")).contains("hint-preterm-birth", "hint-poor-history");
        assertThat(hinted(response, "sym")).containsExactly("hint-labour-symptoms");
        assertThat(Filled.words(response)).containsOnlyKeys("preg.status", "preg.edd", "preg.edd-method", "preg.ga");
        assertThat(VALIDATION.errors(response)).isEmpty();
    }

    @Test
    void showsNoHintWhereThereIsNone() {
        assertThat(hinted(fill(due(), length(22.4, "2026-06-08")), "ob.sptb")).isEmpty();
    }

    private static List<String> hinted(QuestionnaireResponse response, String linkId) {
        return Filled.hints(response, linkId).stream()
                .map(hint -> ((Coding) hint.getExtensionByUrl("hint").getValue()).getCode())
                .toList();
    }

    @Test
    void takesNoUnconfirmedDiagnosis() {
        Resource anomaly = condition(ICD, "Q51.3", "2019-05-02");
        assertThat(Filled.words(fill(anomaly))).containsOnly(Map.entry("cong.uterus", List.of("Q51.3")));
        for (String status : List.of("unconfirmed", "provisional", "differential", "refuted", "entered-in-error")) {
            assertThat(Filled.words(fill(verified(condition(ICD, "Q51.3", "2019-05-02"), status))))
                    .as(status)
                    .isEmpty();
        }
    }

    @Test
    void takesNoStaleValue() {
        assertThat(Filled.words(fill(due("2026-10-12"), length(22, "2026-05-18"))))
                .containsEntry("cx.length", List.of("22 mm"));
        assertThat(Filled.words(fill(due("2026-10-12"), length(22, "2026-05-17"))))
                .containsKey("preg.edd")
                .doesNotContainKeys("cx.length", "cx.length-date", "cx.length-route");
        assertThat(Filled.words(fill(due("2025-06-15")))).isEmpty();
    }

    @Test
    void takesALengthOfUnknownRouteWithoutARoute() {
        Observation length = length(30, "2026-06-10");
        length.setMethod(null);
        assertThat(Filled.words(fill(due(), length)))
                .containsEntry("cx.length", List.of("30 mm"))
                .doesNotContainKey("cx.length-route");
        length.getValueQuantity().setSystem(null).setCode(null).setUnit("thumbs");
        assertThat(Filled.words(fill(due(), length))).doesNotContainKey("cx.length");
    }

    @Test
    void leavesOpenWhatTwoEntriesContradict() {
        Resource twins = condition(ICD, "O30.009", "2026-05-04");
        Observation one = Records.observation("babies", "11878-6", "2026-05-10", new org.hl7.fhir.r4.model.Quantity(1));
        assertThat(Filled.words(fill(due(), twins))).containsEntry("preg.fetuses", List.of("65147003"));
        assertThat(Filled.words(fill(due(), one))).containsEntry("preg.fetuses", List.of("one"));
        assertThat(Filled.words(fill(due(), twins, one))).doesNotContainKey("preg.fetuses");
    }

    @Test
    void fillsNoItemThatIsNotAsked() {
        Resource weakBefore = condition(ICD, "N88.3", "2019-05-02");
        assertThat(Filled.words(fill(weakBefore))).isEmpty();
        assertThat(Filled.words(fill(weakBefore, count("11977-6", 1)))).containsOnlyKeys("ob.any", "ob.ci-dx");
        assertThat(Filled.words(fill(weakBefore, count("11996-6", 1)))).isEmpty();
        assertThat(Filled.words(fill(count("11996-6", 1)))).containsOnly(Map.entry("ob.any", List.of("N")));
        Resource period = Records.observation(
                "lmp", "8665-2", "2026-04-20", new org.hl7.fhir.r4.model.DateTimeType("2026-02-02"));
        assertThat(Filled.words(fill(period)))
                .as("asked unless somebody is known not to be pregnant: no answer is not that answer (FHIR R4, !=)")
                .containsOnlyKeys("preg.lmp", "preg.ga");
        assertThat(Filled.words(fill(period, due()))).containsKey("preg.edd").doesNotContainKey("preg.lmp");
        assertThat(Filled.words(fill(period, condition(SNOMED, "72892002", "2026-04-01"))))
                .containsEntry("preg.lmp", List.of("2026-02-02"));
    }

    @Test
    void leavesTheAgeOpenWhereTwoDatesConflict() {
        Resource period = Records.observation(
                "lmp", "8665-2", "2026-04-20", new org.hl7.fhir.r4.model.DateTimeType("2026-03-02"));
        assertThat(Filled.words(fill(due(), period))).containsKey("preg.edd").doesNotContainKey("preg.ga");
    }

    @Test
    void readsHistoriesThatAreCodedFirmly() {
        QuestionnaireResponse response = fill(
                due(),
                procedure("265636007", "2021-03-01"),
                procedure("54535009", "2018-01-01"),
                procedure("54535009", "2019-01-01"),
                condition(ICD, "Q79.62", "2015-01-01"));
        assertThat(Filled.words(response))
                .containsEntry("ob.any", List.of("Y"))
                .containsEntry("ob.stitch-past", List.of("Y"))
                .containsEntry("gyn.excision", List.of("54535009"))
                .containsEntry("gyn.excision-count", List.of("2"))
                .containsEntry("cong.collagen", List.of("398114001"));
        assertThat(Filled.sources(Filled.answer(response, "gyn.excision-count")))
                .containsExactlyInAnyOrder("Procedure/p-54535009-2018-01-01", "Procedure/p-54535009-2019-01-01");
        assertThat(VALIDATION.errors(response)).isEmpty();
    }

    @Test
    void keepsTheDefiniteAnswersOfTheFormOfThisPregnancy() {
        QuestionnaireResponse stored = stored("2026-06-01");
        QuestionnaireResponse response = fill(due(), stored);
        assertThat(Filled.words(response))
                .containsEntry("ob.any", List.of("Y"))
                .containsEntry("ob.loss2t", List.of("N"))
                .containsEntry("ob.sptb", List.of("Y"))
                .containsEntry("ob.sptb-count", List.of("2"))
                .doesNotContainKeys("ob.pprom", "sym.cramps", "preg.now-problem", "well.smoke");
        assertThat(Filled.sources(Filled.answer(response, "ob.sptb"))).containsExactly("QuestionnaireResponse/stored");
        assertThat(Filled.words(fill(due(), stored("2025-09-01")))).doesNotContainKey("ob.sptb");
    }

    @Test
    void leavesOpenWhatFormAndRecordContradict() {
        QuestionnaireResponse stored = stored("2026-06-01");
        answer(stored, "ob.stitch-past", yesOrNo("N"));
        assertThat(Filled.words(fill(due(), stored))).containsEntry("ob.stitch-past", List.of("N"));
        assertThat(Filled.words(fill(due(), stored, procedure("265636007", "2021-03-01"))))
                .doesNotContainKey("ob.stitch-past");
    }

    @Test
    void saysWhichQuestionsCouldNotBeRead() {
        Chart partly = new Chart(
                Records.patient(), List.of(due(), condition(ICD, "Q51.3", "2019-05-02")), Set.of("Procedure"));
        QuestionnaireResponse response = PREFILL.fill(FORM, partly, "us");
        assertThat(Filled.words(response)).containsKeys("preg.edd", "cong.uterus");
        assertThat(Filled.issues(response))
                .anyMatch(issue -> issue.startsWith("gyn.excision: left empty, because Procedure could not be read"))
                .noneMatch(issue -> issue.startsWith("preg.edd"));
        assertThat(VALIDATION.errors(response)).isEmpty();

        Chart nothing = new Chart(Records.patient(), List.of(due()), Set.of("Condition"));
        assertThat(PREFILL.fill(FORM, nothing, "us").hasItem()).isFalse();
    }

    @Test
    void saysWhichCodeTheFormHasNoPlaceFor() {
        Questionnaire shorter = FORM.copy();
        shorter.getItem().get(0).getItem().get(0).getAnswerOption().remove(0);
        QuestionnaireResponse response = PREFILL.fill(shorter, chart(due()), "us");
        assertThat(Filled.words(response)).containsOnlyKeys("preg.edd", "preg.edd-method", "preg.ga");
        assertThat(Filled.issues(response)).singleElement().asString().startsWith("preg.status: left empty");
    }

    @Test
    void knowsTheFormOfTheArtifactsOnly() {
        assertThat(PREFILL.knows(FORM)).isTrue();
        assertThat(PREFILL.knows(FORM.copy().setVersion("0.0.9"))).isFalse();
    }

    private static QuestionnaireResponse fill(Resource... resources) {
        return PREFILL.fill(FORM, chart(resources), "us");
    }

    private static QuestionnaireResponse stored(String day) {
        QuestionnaireResponse stored = new QuestionnaireResponse();
        stored.setId("stored");
        stored.setQuestionnaire(FORM.getUrl() + "|" + FORM.getVersion());
        stored.setStatus(QuestionnaireResponseStatus.COMPLETED).setSubject(new Reference("Patient/ada"));
        stored.getAuthoredElement().setValueAsString(day + "T09:00:00Z");
        answer(stored, "preg.status", new Coding(SNOMED, "77386006", null));
        answer(stored, "preg.edd", new DateType(day.startsWith("2025") ? "2025-12-20" : "2026-11-09"));
        answer(stored, "ob.any", yesOrNo("Y"));
        answer(stored, "ob.loss2t", yesOrNo("N"));
        answer(stored, "ob.sptb", yesOrNo("Y"));
        answer(stored, "ob.sptb-count", new IntegerType(2));
        answer(
                stored,
                "ob.pprom",
                new Coding("http://terminology.hl7.org/CodeSystem/data-absent-reason", "asked-unknown", null));
        answer(stored, "sym.cramps", yesOrNo("Y"));
        answer(stored, "well.smoke", yesOrNo("N"));
        return stored;
    }

    private static Coding yesOrNo(String code) {
        return new Coding(YES_OR_NO, code, null);
    }

    private static void answer(QuestionnaireResponse response, String linkId, Type value) {
        response.addItem().setLinkId(linkId).addAnswer().setValue(value);
    }
}
