package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cervicalinsufficiency.Breakable;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.questionnaire.DerivedIds;
import org.cervicalinsufficiency.questionnaire.FormOfAnswers;
import org.cervicalinsufficiency.questionnaire.SupersededAssessment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.hl7.fhir.r4.model.RiskAssessment.RiskAssessmentStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Several forms of one patient: of each pregnancy one assessment is in force, that of the newest form. */
@ServerTest
class NewerFormIT {

    /** R4 has no search parameter for it. */
    private static final Set<RiskAssessmentStatus> IN_FORCE =
            Set.of(RiskAssessmentStatus.FINAL, RiskAssessmentStatus.PRELIMINARY);

    private static final String MORNING = "2026-06-14T10:00:00Z";
    private static final String EVENING = "2026-06-14T20:00:00Z";

    private final FhirHttp http;
    private final LaterWorker worker;
    private final FormCalls calls;
    private final Breakable parts;

    @Autowired
    NewerFormIT(FhirHttp http, LaterWorker worker, Breakable parts) {
        this.http = http;
        this.parts = parts;
        this.worker = worker;
        this.calls = new FormCalls(http);
    }

    /** Nothing of other tests may be due. */
    @BeforeEach
    void clear() {
        assertThat(worker.round()).isNotNegative();
    }

    private static Reference patient(String id) {
        return new Reference("Patient/" + id);
    }

    private String earlyBirth(String patient, String authored) {
        return calls.submit(FormOfAnswers.earlyBirth(patient(patient), authored).unsent());
    }

    private String allNo(String patient, String authored) {
        return calls.submit(FormOfAnswers.allNo(patient(patient), authored).unsent());
    }

    /** The ids of what is in force, as a reader finds it. */
    private List<String> inForce(String patient) {
        return calls.found("RiskAssessment?subject=Patient/" + patient).stream()
                .map(entry -> (RiskAssessment) entry.getResource())
                .filter(each -> IN_FORCE.contains(each.getStatus()))
                .map(each -> each.getIdElement().getIdPart())
                .toList();
    }

    private void isSuperseded(String form, String by) {
        RiskAssessment assessment = calls.assessmentOf(form);
        assertThat(assessment.getStatus()).isEqualTo(RiskAssessmentStatus.CANCELLED);
        assertThat(SupersededAssessment.by(assessment)).contains(DerivedIds.assessment(by));
    }

    @Test
    void supersedesTheAssessmentOfTheFormerOne() {
        calls.patient("nf-new");
        String former = earlyBirth("nf-new", MORNING);
        assertThat(inForce("nf-new")).containsExactly(DerivedIds.assessment(former));

        String newer = allNo("nf-new", EVENING);

        assertThat(inForce("nf-new")).containsExactly(DerivedIds.assessment(newer));
        isSuperseded(former, newer);
        assertThat(FormCalls.tier(calls.assessmentOf(former)))
                .as("what was said is not changed")
                .isEqualTo("high");
        assertThat(calls.assessmentOf(newer).getStatus()).isEqualTo(RiskAssessmentStatus.FINAL);
        assertThat(FormCalls.tier(calls.assessmentOf(newer))).isEqualTo("no-factor-found");

        String newest = earlyBirth("nf-new", "2026-06-15T08:00:00Z");

        assertThat(inForce("nf-new")).containsExactly(DerivedIds.assessment(newest));
        isSuperseded(newer, newest);
        isSuperseded(former, newer);
    }

    @Test
    void standsBehindANewerOneThatCameFirst() {
        calls.patient("nf-late");
        String newer = allNo("nf-late", EVENING);

        String older = earlyBirth("nf-late", MORNING);

        assertThat(inForce("nf-late")).containsExactly(DerivedIds.assessment(newer));
        isSuperseded(older, newer);
        assertThat(calls.assessmentOf(newer).getMeta().getVersionId()).isEqualTo("1");
    }

    @Test
    void comesBackAsItWasWhenTheNewerOneIsWithdrawnOrDeleted() throws Exception {
        calls.patient("nf-back");
        String former = earlyBirth("nf-back", MORNING);
        QuestionnaireResponse newer =
                FormOfAnswers.allNo(patient("nf-back"), EVENING).withId("nf-back-newer");
        for (boolean deleted : List.of(false, true)) {
            calls.replace(newer.setStatus(QuestionnaireResponseStatus.COMPLETED));
            isSuperseded(former, "nf-back-newer");
            int status = parts.with(
                    Breakable.Part.LOGIC_FAILS,
                    () -> deleted
                            ? delete("nf-back-newer")
                            : http.put(
                                            "QuestionnaireResponse/nf-back-newer",
                                            newer.setStatus(QuestionnaireResponseStatus.ENTEREDINERROR))
                                    .status());

            assertThat(status).isEqualTo(200);
            assertThat(inForce("nf-back")).containsExactly(DerivedIds.assessment(former));
            assertThat(calls.assessmentOf(former).getStatus()).isEqualTo(RiskAssessmentStatus.FINAL);
            assertThat(calls.assessmentOf(former).getExtensionByUrl(FormCalls.EXTENSION + "superseded-by"))
                    .isNull();
            assertThat(FormCalls.tier(calls.assessmentOf(former)))
                    .as("what was said, with the logic not even asked")
                    .isEqualTo("high");
            assertThat(http.get("Task/" + DerivedIds.later(former)).status()).isEqualTo(404);
            agreesWithTheHook("nf-back", former);
        }
    }

    /** A new version may be older than another form: then the other one counts again. */
    @Test
    void givesWayWhenItIsDatedBack() {
        calls.patient("nf-dated");
        String other = earlyBirth("nf-dated", "2026-06-14T15:00:00Z");
        calls.replace(FormOfAnswers.allNo(patient("nf-dated"), EVENING).withId("nf-dated-form"));
        isSuperseded(other, "nf-dated-form");

        calls.replace(FormOfAnswers.allNo(patient("nf-dated"), MORNING).withId("nf-dated-form"));

        assertThat(inForce("nf-dated")).containsExactly(DerivedIds.assessment(other));
        isSuperseded("nf-dated-form", other);
    }

    @Test
    void comesBackWhenTheNewerOneWasAboutSomebodyElse() {
        calls.patient("nf-mixed");
        calls.patient("nf-other");
        String former = earlyBirth("nf-mixed", MORNING);
        calls.replace(FormOfAnswers.allNo(patient("nf-mixed"), EVENING).withId("nf-mixed-form"));
        isSuperseded(former, "nf-mixed-form");

        calls.replace(FormOfAnswers.allNo(patient("nf-other"), EVENING).withId("nf-mixed-form"));

        assertThat(inForce("nf-mixed")).containsExactly(DerivedIds.assessment(former));
        assertThat(inForce("nf-other")).containsExactly(DerivedIds.assessment("nf-mixed-form"));
    }

    @Test
    void leavesTheAssessmentOfAnEarlierPregnancyAlone() {
        calls.patient("nf-two");
        String earlier = calls.submit(FormOfAnswers.earlyBirth(patient("nf-two"), "2024-06-14T10:00:00Z")
                .with("preg.edd", new DateType("2024-11-16"))
                .unsent());
        RiskAssessmentStatus before = calls.assessmentOf(earlier).getStatus();

        String current = allNo("nf-two", MORNING);

        assertThat(calls.assessmentOf(earlier).getStatus())
                .isEqualTo(before)
                .isNotEqualTo(RiskAssessmentStatus.CANCELLED);
        assertThat(calls.assessmentOf(current).getStatus()).isNotEqualTo(RiskAssessmentStatus.CANCELLED);
    }

    @Test
    void leavesAnotherPatientsAssessmentAlone() {
        calls.patient("nf-ada");
        calls.patient("nf-bea");
        String other = earlyBirth("nf-ada", MORNING);

        assertThat(allNo("nf-bea", EVENING)).isNotEmpty();

        assertThat(inForce("nf-ada")).containsExactly(DerivedIds.assessment(other));
    }

    private int delete(String form) {
        return http.call("DELETE", "QuestionnaireResponse/" + form, null, Map.of())
                .status();
    }

    private void agreesWithTheHook(String patient, String form) throws Exception {
        assertThat(FormCalls.result(calls.answer(FormCalls.call(patient)))
                        .path("tier")
                        .asText())
                .isEqualTo(FormCalls.tier(calls.assessmentOf(form)));
    }

    @Test
    void comesBackOneAfterTheOtherWhereBothCameLate() throws Exception {
        calls.patient("nf-three");
        String newest = allNo("nf-three", EVENING);
        String oldest = earlyBirth("nf-three", MORNING);
        String middle = allNo("nf-three", "2026-06-14T15:00:00Z");
        isSuperseded(oldest, newest);
        isSuperseded(middle, newest);

        assertThat(delete(newest)).isEqualTo(200);
        assertThat(inForce("nf-three")).containsExactly(DerivedIds.assessment(middle));
        isSuperseded(oldest, middle);
        agreesWithTheHook("nf-three", middle);

        assertThat(delete(middle)).isEqualTo(200);
        assertThat(inForce("nf-three")).containsExactly(DerivedIds.assessment(oldest));
        agreesWithTheHook("nf-three", oldest);
    }

    @Test
    void staysBehindTheNewestWhenOneBetweenThemIsWithdrawn() {
        calls.patient("nf-between");
        String oldest = earlyBirth("nf-between", MORNING);
        String middle = allNo("nf-between", "2026-06-14T15:00:00Z");
        String newest = allNo("nf-between", EVENING);
        isSuperseded(oldest, middle);

        assertThat(delete(middle)).isEqualTo(200);

        assertThat(inForce("nf-between")).containsExactly(DerivedIds.assessment(newest));
        isSuperseded(oldest, newest);
    }

    /** The deletion of the newer form would be refused if the older one's assessment named it. */
    @Test
    void saysWhatItSaidInItsTimeThoughItCameLate() throws Exception {
        calls.patient("nf-time");
        String newer = earlyBirth("nf-time", EVENING);
        String older = allNo("nf-time", MORNING);
        isSuperseded(older, newer);
        assertThat(FormCalls.tier(calls.assessmentOf(older))).isEqualTo("no-factor-found");

        assertThat(delete(newer)).isEqualTo(200);

        assertThat(inForce("nf-time")).containsExactly(DerivedIds.assessment(older));
        assertThat(calls.assessmentOf(older).getStatus()).isEqualTo(RiskAssessmentStatus.FINAL);
        agreesWithTheHook("nf-time", older);
    }

    @Test
    void saysWhatItSaidInItsTimeThoughItIsOfAnEarlierPregnancy() {
        calls.patient("nf-before");
        String now = earlyBirth("nf-before", EVENING);

        String before = calls.submit(FormOfAnswers.allNo(patient("nf-before"), "2024-06-14T10:00:00Z")
                .with("preg.edd", new DateType("2024-11-16"))
                .unsent());

        assertThat(FormCalls.tier(calls.assessmentOf(before))).isNotEqualTo("high");
        assertThat(FormCalls.tier(calls.assessmentOf(now))).isEqualTo("high");
        assertThat(inForce("nf-before"))
                .containsExactlyInAnyOrder(DerivedIds.assessment(before), DerivedIds.assessment(now));
    }

    @Test
    void staysBehindWhenItIsCorrectedAfterThePregnancy() {
        calls.patient("nf-after");
        QuestionnaireResponse former = FormOfAnswers.earlyBirth(patient("nf-after"), "2025-10-01T10:00:00Z")
                .with("preg.edd", new DateType("2026-02-10"))
                .withId("nf-after-form");
        calls.replace(former);
        String last = calls.submit(FormOfAnswers.allNo(patient("nf-after"), "2025-11-01T10:00:00Z")
                .with("preg.edd", new DateType("2026-02-10"))
                .unsent());
        isSuperseded("nf-after-form", last);
        String now = allNo("nf-after", EVENING);

        calls.replace(former.setStatus(QuestionnaireResponseStatus.AMENDED));

        isSuperseded("nf-after-form", last);
        assertThat(inForce("nf-after"))
                .containsExactlyInAnyOrder(DerivedIds.assessment(last), DerivedIds.assessment(now));
    }

    /** Without a date the form was taken for one of the pregnancy before. */
    @Test
    void comesBackWhenTheNewerOneTurnsOutToBeOfAnotherPregnancy() {
        calls.patient("nf-dates");
        String earlier = calls.submit(FormOfAnswers.earlyBirth(patient("nf-dates"), "2025-10-01T10:00:00Z")
                .with("preg.edd", new DateType("2026-02-10"))
                .unsent());
        QuestionnaireResponse dated =
                FormOfAnswers.allNo(patient("nf-dates"), MORNING).withId("nf-dates-form");
        QuestionnaireResponse undated = dated.copy();
        undated.getItem()
                .forEach(group ->
                        group.getItem().removeIf(item -> item.getLinkId().startsWith("preg.edd")));
        calls.replace(undated);
        isSuperseded(earlier, "nf-dates-form");

        calls.replace(dated.setStatus(QuestionnaireResponseStatus.AMENDED));

        assertThat(inForce("nf-dates"))
                .containsExactlyInAnyOrder(DerivedIds.assessment(earlier), DerivedIds.assessment("nf-dates-form"));
    }

    @Test
    void comesBackWhenTheNewerOneIsWithdrawnAsSomebodyElses() {
        calls.patient("nf-whose");
        calls.patient("nf-hers");
        String former = earlyBirth("nf-whose", MORNING);
        calls.replace(FormOfAnswers.allNo(patient("nf-whose"), EVENING).withId("nf-whose-form"));
        isSuperseded(former, "nf-whose-form");

        calls.replace(FormOfAnswers.allNo(patient("nf-hers"), EVENING)
                .withId("nf-whose-form")
                .setStatus(QuestionnaireResponseStatus.ENTEREDINERROR));

        assertThat(inForce("nf-whose")).containsExactly(DerivedIds.assessment(former));
        assertThat(inForce("nf-hers")).isEmpty();
    }

    @Test
    void isStoredWhateverSomebodyWroteUnderTheIdOfAnAssessment() {
        calls.patient("nf-written");
        String former = earlyBirth("nf-written", MORNING);
        RiskAssessment written = new RiskAssessment().setStatus(RiskAssessmentStatus.FINAL);
        written.setId(DerivedIds.assessment(former));
        written.setSubject(patient("nf-written"));
        assertThat(http.put("RiskAssessment/" + written.getIdPart(), written).status())
                .isEqualTo(200);

        String newer = allNo("nf-written", EVENING);

        assertThat(inForce("nf-written")).containsExactly(DerivedIds.assessment(newer));
        isSuperseded(former, newer);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void knowsThePatientByEitherName(boolean absoluteFirst) {
        String id = absoluteFirst ? "nf-names" : "nf-named";
        calls.patient(id);
        Reference absolute = new Reference("https://ehr.example/fhir/Patient/" + id);
        String former = calls.submit(FormOfAnswers.earlyBirth(absoluteFirst ? absolute : patient(id), MORNING)
                .unsent());

        String newer = calls.submit(FormOfAnswers.allNo(absoluteFirst ? patient(id) : absolute, EVENING)
                .unsent());

        isSuperseded(former, newer);
        assertThat(calls.assessmentOf(newer).getStatus()).isNotEqualTo(RiskAssessmentStatus.CANCELLED);
    }

    @Test
    void isTheNewestOfATransaction() {
        calls.patient("nf-bundle");
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        for (QuestionnaireResponse form : List.of(
                FormOfAnswers.allNo(patient("nf-bundle"), MORNING).withId("nf-bundle-older"),
                FormOfAnswers.earlyBirth(patient("nf-bundle"), EVENING).withId("nf-bundle-newer"))) {
            bundle.addEntry()
                    .setResource(form)
                    .getRequest()
                    .setMethod(HTTPVerb.PUT)
                    .setUrl("QuestionnaireResponse/" + form.getIdPart());
        }

        FhirHttp.Answer answer = http.post("", bundle);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(inForce("nf-bundle")).containsExactly(DerivedIds.assessment("nf-bundle-newer"));
        isSuperseded("nf-bundle-older", "nf-bundle-newer");
        assertThat(FormCalls.tier(calls.assessmentOf("nf-bundle-older"))).isEqualTo("no-factor-found");
    }
}
