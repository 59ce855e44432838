package org.cervicalinsufficiency.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.knowledge.Assessment;
import org.cervicalinsufficiency.knowledge.EvaluationSettings;
import org.cervicalinsufficiency.knowledge.PatientFacts;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** Which facts the answers state, and that the logic never takes them for a second source. */
class AnswerFactsTest {

    private static final String PLAN =
            "https://cervical-insufficiency.example/fhir/PlanDefinition/cervical-insufficiency-screening|0.1.0";
    private static final Coding ORIGIN =
            new Coding(SharedKnowledge.knowledge().wording().canonical("record-origin"), "screening-form", null);

    private static List<Resource> facts(QuestionnaireResponse response) {
        return new AnswerFacts(
                        SharedKnowledge.knowledge()
                                .questionnaire(FormOfAnswers.QUESTIONNAIRE)
                                .orElseThrow(),
                        ORIGIN)
                .of(response);
    }

    private static FormOfAnswers form() {
        return FormOfAnswers.allNo(new Reference("Patient/ann"), "2026-06-14T10:00:00Z");
    }

    private static Stream<Observation> observations(List<Resource> facts, String linkId) {
        return facts.stream()
                .filter(Observation.class::isInstance)
                .map(Observation.class::cast)
                .filter(fact -> fact.getCode().getCoding().stream()
                        .anyMatch(code -> code.getCode().equals(linkId)));
    }

    @Test
    void areWhatTheAnswersSayUnderTheCodesOfTheItem() {
        List<Resource> facts = facts(form().with("cx.length", FormOfAnswers.millimetres("22"))
                .with("cx.length-date", new DateType("2026-06-10"))
                .with("cx.length-route", FormOfAnswers.own("vaginal-probe"))
                .withId("f"));

        Observation length = observations(facts, "cx.length").findFirst().orElseThrow();
        assertThat(length.getCode().hasCoding("http://loinc.org", "11961-0")).isTrue();
        assertThat(length.getValueQuantity().getValue()).isEqualByComparingTo("22");
        assertThat(length.getEffectiveDateTimeType().getValueAsString()).isEqualTo("2026-06-10");
        assertThat(length.getMethod().getCodingFirstRep().getCode()).isEqualTo("vaginal-probe");
        assertThat(length.getDerivedFromFirstRep().getReference()).isEqualTo("QuestionnaireResponse/f");
        assertThat(length.getSubject().getReference()).isEqualTo("Patient/ann");
        Observation due = observations(facts, "preg.edd").findFirst().orElseThrow();
        assertThat(due.getValueDateTimeType().getValueAsString()).isEqualTo("2026-11-16");
        assertThat(due.getEffectiveDateTimeType().getValueAsString()).isEqualTo("2026-06-14T10:00:00Z");
        assertThat(facts).allMatch(fact -> fact.getMeta().hasTag());
    }

    @Test
    void areNothingWhereNobodyKnows() {
        List<Resource> facts = facts(form().with("ob.any", FormOfAnswers.notKnown())
                .with("cx.exam", FormOfAnswers.own("not-examined"))
                .with("cx.length", FormOfAnswers.millimetres("22"))
                .with("cx.length-route", FormOfAnswers.own("route-not-known"))
                .withId("f"));

        assertThat(observations(facts, "ob.any")).isEmpty();
        assertThat(observations(facts, "cx.exam")).isEmpty();
        Observation length = observations(facts, "cx.length").findFirst().orElseThrow();
        assertThat(length.hasMethod()).isFalse();
        assertThat(length.hasEffective()).as("undated").isFalse();
    }

    @Test
    void areUnconfirmedConditionsForOptionsThatNameADiagnosis() {
        List<Resource> facts = facts(
                form().with("cong.uterus", new Coding("http://hl7.org/fhir/sid/icd-10-cm", "Q51.3", "Bicornate uterus"))
                        .withId("f"));

        Condition condition = facts.stream()
                .filter(Condition.class::isInstance)
                .map(Condition.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(condition.getCode().getCodingFirstRep().getCode()).isEqualTo("Q51.3");
        assertThat(condition.getVerificationStatus().getCodingFirstRep().getCode())
                .isEqualTo("unconfirmed");
        assertThat(condition.getEvidenceFirstRep().getDetailFirstRep().getReference())
                .isEqualTo("QuestionnaireResponse/f");
        assertThat(observations(facts, "cong.uterus")).as("said once").isEmpty();
    }

    @Test
    void haveIdsThatFollowFromTheForm() {
        List<String> ids =
                facts(form().withId("f")).stream().map(Resource::getIdPart).toList();

        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(8);
        assertThat(facts(form().withId("f"))).extracting(Resource::getIdPart).isEqualTo(ids);
        assertThat(facts(form().withId("g"))).extracting(Resource::getIdPart).doesNotContainAnyElementsOf(ids);
    }

    /** A corrected form must not be contradicted by what its former version left in the record. */
    @Test
    void areNoSecondSource() {
        FormOfAnswers denied = form();
        FormOfAnswers stated = FormOfAnswers.earlyBirth(new Reference("Patient/ann"), "2026-06-14T10:00:00Z")
                .with("cong.uterus", new Coding("http://hl7.org/fhir/sid/icd-10-cm", "Q51.3", null))
                .with("cx.length", FormOfAnswers.millimetres("12"))
                .with("cx.length-date", new DateType("2026-06-10"))
                .with("cx.length-route", FormOfAnswers.own("vaginal-probe"));
        List<Resource> alone = List.of(denied.withId("f"));
        List<Resource> withLeftovers = new ArrayList<>(alone);
        withLeftovers.addAll(facts(stated.withId("f")));
        List<Resource> withAnEhrsOwn = new ArrayList<>(alone);
        facts(stated.withId("f")).forEach(fact -> {
            Resource own = fact.copy();
            own.getMeta().getTag().clear();
            withAnEhrsOwn.add(own);
        });

        assertThat(assess(withLeftovers)).isEqualTo(assess(alone)).startsWith("no-factor-found");
        assertThat(assess(withAnEhrsOwn)).as("an entry of the EHR's own counts").startsWith("high");
    }

    private static String assess(List<Resource> resources) {
        Patient ann = new Patient();
        ann.setId("ann");
        return SharedKnowledge.knowledge()
                .assess(
                        PLAN,
                        new PatientFacts(ann, resources),
                        new EvaluationSettings(LocalDate.of(2026, 6, 15), "us", false))
                .map(new Assessment.Cases<>() {
                    @Override
                    public String assessed(Assessment.Assessed assessed) {
                        return assessed.summary().tier() + assessed.summary() + assessed.explanation();
                    }

                    @Override
                    public String notAssessed(Assessment.NotAssessed notAssessed) {
                        return "not assessed: " + notAssessed.failure().kind();
                    }
                });
    }
}
