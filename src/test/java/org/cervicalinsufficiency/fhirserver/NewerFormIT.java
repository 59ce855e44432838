package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.questionnaire.DerivedIds;
import org.cervicalinsufficiency.questionnaire.FormOfAnswers;
import org.cervicalinsufficiency.questionnaire.SupersededAssessment;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.hl7.fhir.r4.model.RiskAssessment.RiskAssessmentStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    @Autowired
    NewerFormIT(FhirHttp http, LaterWorker worker) {
        this.http = http;
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
    void comesBackWhenTheNewerOneIsWithdrawnOrDeleted() {
        calls.patient("nf-back");
        String former = earlyBirth("nf-back", MORNING);
        QuestionnaireResponse newer =
                FormOfAnswers.allNo(patient("nf-back"), EVENING).withId("nf-back-newer");
        for (boolean deleted : List.of(false, true)) {
            calls.replace(newer.setStatus(QuestionnaireResponseStatus.COMPLETED));
            isSuperseded(former, "nf-back-newer");
            if (deleted) {
                assertThat(http.call("DELETE", "QuestionnaireResponse/nf-back-newer", null, Map.of())
                                .status())
                        .isEqualTo(200);
            } else {
                calls.replace(newer.setStatus(QuestionnaireResponseStatus.ENTEREDINERROR));
            }

            assertThat(worker.round()).isEqualTo(1);

            assertThat(inForce("nf-back")).containsExactly(DerivedIds.assessment(former));
            assertThat(calls.assessmentOf(former).getStatus()).isEqualTo(RiskAssessmentStatus.FINAL);
            assertThat(SupersededAssessment.by(calls.assessmentOf(former))).isEmpty();
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
        assertThat(worker.round()).isEqualTo(1);

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
        assertThat(worker.round()).isEqualTo(1);

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
}
