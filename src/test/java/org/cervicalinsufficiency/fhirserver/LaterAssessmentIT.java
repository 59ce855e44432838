package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cervicalinsufficiency.Breakable;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.questionnaire.DerivedIds;
import org.cervicalinsufficiency.questionnaire.FormAssessments;
import org.cervicalinsufficiency.questionnaire.FormOfAnswers;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A form that cannot be assessed yet is stored, says so, and is assessed as soon as that works. */
@ServerTest
class LaterAssessmentIT {

    private static final String AUTHORED = "2026-06-14T10:00:00Z";

    private final FhirHttp http;
    private final Breakable parts;
    private final LaterWorker worker;
    private final LaterWorker.Store store;
    private final FormDerivation derivation;
    private final FormAssessments forms;
    private final FormCalls calls;

    @Autowired
    LaterAssessmentIT(
            FhirHttp http,
            Breakable parts,
            LaterWorker worker,
            DaoRegistry daos,
            IHapiTransactionService transactions,
            DerivedResources derived,
            LaterTasks later,
            TenantStores stores,
            FormDerivation derivation,
            FormAssessments forms) {
        this.http = http;
        this.parts = parts;
        this.worker = worker;
        this.store = new LaterWorker.Store(daos, transactions, derived, later, stores);
        this.derivation = derivation;
        this.forms = forms;
        this.calls = new FormCalls(http);
    }

    /** Nothing of other tests may be due. */
    @BeforeEach
    void clear() {
        assertThat(worker.round()).isNotNegative();
    }

    /** A worker of this test alone. */
    private LaterWorker ofForms(int atOnce) {
        return new LaterWorker(store, derivation, forms, atOnce);
    }

    private QuestionnaireResponse form(String patient) {
        calls.patient(patient);
        return FormOfAnswers.earlyBirth(new Reference("Patient/" + patient), AUTHORED)
                .unsent();
    }

    private FhirHttp.Answer unassessed(String method, String path, Resource body, Map<String, String> headers)
            throws Exception {
        return parts.with(Breakable.Part.LOGIC_FAILS, () -> http.call(method, path, body, headers));
    }

    /** The Task of a form that is stored without an assessment. */
    private String waiting(String patient) throws Exception {
        FhirHttp.Answer answer = unassessed("POST", "QuestionnaireResponse", form(patient), Map.of());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.headers().firstValue(LaterNotice.HEADER).orElse("none");
    }

    private Task task(String reference) {
        return http.get(reference).as(Task.class);
    }

    private String attempts(String reference) {
        return task(reference).getInputFirstRep().getValue().primitiveValue();
    }

    /** The forms that an outcome says wait, by their Tasks. */
    private static List<String> warned(OperationOutcome outcome) {
        return outcome.getIssue().stream()
                .filter(issue ->
                        issue.getSeverity() == IssueSeverity.WARNING && issue.getCode() == IssueType.INCOMPLETE)
                .map(issue -> issue.getDiagnostics().replaceAll(".*(Task/[^ .]+).*", "$1"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "representation", "OperationOutcome"})
    void saysSoInWhicheverAnswerIsPreferred(String preferred) throws Exception {
        FhirHttp.Answer answer = unassessed(
                "POST", "QuestionnaireResponse", form("la-" + preferred), Map.of("Prefer", "return=" + preferred));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        String id = new IdType(answer.headers().firstValue("Location").orElseThrow()).getIdPart();
        String task = "Task/" + DerivedIds.later(id);
        assertThat(answer.headers().allValues(LaterNotice.HEADER)).containsExactly(task);
        switch (preferred) {
            case "minimal" -> assertThat(answer.body()).isEmpty();
            case "representation" ->
                assertThat(answer.as(QuestionnaireResponse.class).getIdElement().getIdPart())
                        .isEqualTo(id);
            default -> assertThat(warned(answer.as(OperationOutcome.class))).containsExactly(task);
        }
        assertThat(task(task).getStatus()).isEqualTo(TaskStatus.REQUESTED);
        assertThat(http.get("RiskAssessment/" + DerivedIds.assessment(id)).status())
                .isEqualTo(404);
        assertThat(calls.found("Observation?derived-from=QuestionnaireResponse/" + id))
                .as("the facts do not need the logic")
                .isNotEmpty();
    }

    /** Who sends it again may have lost the first answer. */
    @Test
    void saysSoToWhomSendsItAgain() throws Exception {
        FhirHttp.Answer first = unassessed("POST", "QuestionnaireResponse", form("la-again"), Map.of());
        String id = new IdType(first.headers().firstValue("Location").orElseThrow()).getIdPart();
        String task = "Task/" + DerivedIds.later(id);

        FhirHttp.Answer again = http.call(
                "POST", "QuestionnaireResponse", form("la-again"), Map.of("Prefer", "return=OperationOutcome"));

        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(again.headers().allValues(LaterNotice.HEADER)).containsExactly(task);
        assertThat(warned(again.as(OperationOutcome.class))).containsExactly(task);
    }

    @Test
    void saysSoForACorrectionAndNotAgainWhenItIsAssessed() throws Exception {
        calls.replace((QuestionnaireResponse) form("la-put").setId("la-put-form"));
        QuestionnaireResponse corrected =
                FormOfAnswers.allNo(new Reference("Patient/la-put"), AUTHORED).withId("la-put-form");

        FhirHttp.Answer later = unassessed(
                "PUT", "QuestionnaireResponse/la-put-form", corrected, Map.of("Prefer", "return=OperationOutcome"));
        FhirHttp.Answer assessed = http.call(
                "PUT",
                "QuestionnaireResponse/la-put-form",
                corrected.setStatus(QuestionnaireResponse.QuestionnaireResponseStatus.AMENDED),
                Map.of("Prefer", "return=OperationOutcome"));

        assertThat(warned(later.as(OperationOutcome.class))).containsExactly("Task/" + DerivedIds.later("la-put-form"));
        assertThat(assessed.headers().firstValue(LaterNotice.HEADER)).isEmpty();
        assertThat(warned(assessed.as(OperationOutcome.class))).isEmpty();
        assertThat(FormCalls.tier(calls.assessmentOf("la-put-form"))).isEqualTo("no-factor-found");
    }

    @ParameterizedTest
    @EnumSource(
            value = BundleType.class,
            names = {"TRANSACTION", "BATCH"})
    void saysSoForEachFormOfABundle(BundleType type) throws Exception {
        String name = "la-" + type.toCode();
        Bundle bundle = new Bundle().setType(type);
        Patient other = new Patient();
        other.setId(name + "-three");
        for (Resource each : List.of(form(name + "-one"), other, form(name + "-two"))) {
            boolean put = each instanceof Patient;
            bundle.addEntry()
                    .setResource(each)
                    .getRequest()
                    .setMethod(put ? HTTPVerb.PUT : HTTPVerb.POST)
                    .setUrl(each.fhirType() + (put ? "/" + each.getIdPart() : ""));
        }

        FhirHttp.Answer answer = unassessed("POST", "", bundle, Map.of());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<BundleEntryComponent> entries = answer.as(Bundle.class).getEntry();
        List<String> tasks = Stream.of(entries.get(0), entries.get(2))
                .map(entry -> new IdType(entry.getResponse().getLocation()).getIdPart())
                .map(form -> "Task/" + DerivedIds.later(form))
                .toList();
        assertThat(answer.headers().firstValue(LaterNotice.HEADER).orElse("").split(", "))
                .containsExactlyInAnyOrderElementsOf(tasks);
        assertThat(warned((OperationOutcome) entries.get(0).getResponse().getOutcome()))
                .containsExactly(tasks.get(0));
        assertThat(warned((OperationOutcome) entries.get(2).getResponse().getOutcome()))
                .containsExactly(tasks.get(1));
        assertThat(answer.body().split("not assessed yet", -1))
                .as("of the forms only")
                .hasSize(3);
    }

    /** A worker of its own; {@code SubscriptionRestartIT} shows that of an application with its setting. */
    @Test
    void isAssessedByTheWorkersOwnTimer() throws Exception {
        String task = waiting("la-timer");
        String form = new IdType(task(task).getFocus().getReference()).getIdPart();

        try (LaterWorker own = ofForms(100)) {
            own.start(Duration.ofMillis(100));

            await().atMost(Duration.ofSeconds(20)).until(() -> task(task).getStatus() == TaskStatus.COMPLETED);
        }

        assertThat(FormCalls.tier(calls.assessmentOf(form))).isEqualTo("high");
    }

    @Test
    void waitsLongerAfterASecondFailure() throws Exception {
        String task = waiting("la-twice");

        assertThat(parts.with(Breakable.Part.LOGIC_FAILS, worker::round)).isZero();

        assertThat(attempts(task)).isEqualTo("2");
        assertThat(task(task).getExecutionPeriod().getStart())
                .isEqualTo(new DateTimeType("2026-06-15T12:01:00Z").getValue());
        assertThat(worker.round()).as("a pause after a second failure").isZero();
    }

    /** Whatever fails goes behind everything that is due. */
    @Test
    void letsNothingNewerWaitForWhatFailsAgainAndAgain() throws Exception {
        List<String> tasks = List.of(waiting("la-a"), waiting("la-b"), waiting("la-c"));
        try (LaterWorker two = ofForms(2)) {
            assertThat(parts.with(Breakable.Part.LOGIC_FAILS, () -> two.round() + two.round() + two.round()))
                    .isZero();
            assertThat(tasks).extracting(this::attempts).as("each once more").containsOnly("2");

            String newer = waiting("la-d");
            assertThat(two.round()).isEqualTo(1);

            assertThat(task(newer).getStatus()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(tasks).extracting(each -> task(each).getStatus()).containsOnly(TaskStatus.REQUESTED);
        }
    }

    /** A Task that somebody else made: what it asks for cannot even be tried. */
    @Test
    void putsOffWhatCannotBeTried() throws Exception {
        Task nothing = new Task().setStatus(TaskStatus.REQUESTED).setIntent(Task.TaskIntent.ORDER);
        nothing.setCode(new CodeableConcept(forms.later()));
        nothing.setExecutionPeriod(new Period().setStartElement(new DateTimeType("2020-01-01T00:00:00Z")));
        String stuck = "Task/"
                + http.post("Task", nothing).as(Task.class).getIdElement().getIdPart();
        String task = waiting("la-behind");
        try (LaterWorker one = ofForms(1)) {
            assertThat(one.round()).isZero();
            assertThat(one.round()).as("the form behind it").isEqualTo(1);

            assertThat(task(task).getStatus()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(task(stuck).getStatusReason().getText()).endsWith("Exception");
            assertThat(one.round()).isZero();
        } finally {
            assertThat(http.put(stuck, task(stuck).setStatus(TaskStatus.CANCELLED))
                            .status())
                    .isEqualTo(200);
        }
    }

    /** Before there was a time to search for, or by a client: both are tried, and neither is tried for ever. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void triesWhatNamesNoTime(boolean own) throws Exception {
        String waiting = waiting("la-no-time-" + own);
        Task old = task(waiting);
        old.setExecutionPeriod(null);
        old.getRestriction().setPeriod(new Period().setStartElement(new DateTimeType("2026-06-15T00:00:00Z")));
        if (!own) {
            old.setId((String) null);
        }
        FhirHttp.Answer written = own ? http.put(waiting, old) : http.post("Task", old);
        assertThat(written.status()).as(written.body()).isIn(200, 201);
        String tried = "Task/" + written.as(Task.class).getIdElement().getIdPart();

        assertThat(worker.round()).isPositive();

        assertThat(task(tried).getStatus()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(task(waiting).getStatus()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(worker.round()).isZero();
    }

    @Test
    void endsWhatSomebodyElseAskedForThoughItCouldNotBeDone() throws Exception {
        String waiting = waiting("la-foreign");
        Task foreign = task(waiting);
        foreign.setId((String) null);
        String tried = "Task/"
                + http.post("Task", foreign).as(Task.class).getIdElement().getIdPart();

        assertThat(parts.with(Breakable.Part.LOGIC_FAILS, worker::round)).isZero();

        assertThat(task(tried).getStatus()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(task(waiting).getStatus()).isEqualTo(TaskStatus.REQUESTED);
    }
}
