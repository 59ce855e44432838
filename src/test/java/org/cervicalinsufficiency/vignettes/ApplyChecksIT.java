package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code $apply} refuses what would give an empty plan, and what it drafts is a draft. */
@ServerTest
class ApplyChecksIT {

    private static final String PLAN = "PlanDefinition/cervical-insufficiency-screening/$apply";
    private static final DateType TODAY = new DateType("2026-06-15");

    private final FhirHttp http;

    @Autowired
    ApplyChecksIT(FhirHttp http) {
        this.http = http;
    }

    @Test
    void refusesASubjectThatNobodyKnows() {
        assertThat(refusal(call("Patient/nobody-4711"), 404)).contains("Patient/nobody-4711", "data");
        assertThat(refusal(call("nobody-4711"), 404)).contains("Patient/nobody-4711");
        assertThat(refusal(call("Group/everybody"), 422)).contains("Group/everybody", "Patient/[id]");
        assertThat(refusal(new Parameters(), 422)).contains("subject is missing");
        assertThat(sentence(http.get(PLAN + "?subject=Patient/nobody-4711"), 404))
                .contains("Patient/nobody-4711");
    }

    @Test
    void refusesAStoredSubjectWhereOnlyTheDataOfTheCallCount() {
        String subject = "Patient/" + stored("v14");
        Parameters call = call(subject).addParameter("useServerData", false);
        call.addParameter().setName("data").setResource(new Bundle().setType(Bundle.BundleType.COLLECTION));

        assertThat(refusal(call, 404)).contains(subject);
    }

    @Test
    void takesASubjectThatIsSentAlong() {
        VignettePatient patient = new VignettePatient(Vignettes.named("v22"));
        Bundle data = new Bundle().setType(Bundle.BundleType.COLLECTION);
        patient.resources().forEach(resource -> data.addEntry().setResource(resource));
        Parameters call =
                inputs(call("Patient/" + patient.id()), "Today", TODAY).addParameter("useServerData", false);
        call.addParameter().setName("data").setResource(data);

        assertThat(http.post(PLAN, call).status()).isEqualTo(200);
    }

    @Test
    void readsNoAddressThatTheCallerChooses() {
        Parameters call = call("Patient/" + stored("v14"));
        call.addParameter().setName("dataEndpoint").setResource(new Endpoint().setAddress("http://127.0.0.1:9/fhir"));

        assertThat(refusal(call, 422)).contains("dataEndpoint", "own store");
    }

    @Test
    void refusesInputsThatTheLibraryWouldIgnore() {
        String subject = "Patient/" + stored("v14");

        assertThat(refusal(inputs(call(subject), "Profile", new StringType("fr")), 422))
                .contains("Profile", "\"fr\"", "us or uk");
        assertThat(refusal(inputs(call(subject), "profile", new StringType("us")), 422))
                .contains("\"profile\"", "Today, Profile, DataNotSeen");
        assertThat(refusal(inputs(call(subject), "Today", new DateTimeType("2026-06-15")), 422))
                .contains("Today", "valueDate");
    }

    @Test
    void refusesThemForAPlanNamedByItsCanonicalToo() {
        String subject = "Patient/" + stored("v14");
        Parameters call = inputs(call(subject), "Profile", new StringType("fr"));
        call.addParameter().setName("canonical").setValue(new CanonicalType(KnowledgeDoor.SCREENING));
        FhirHttp.Answer answer = http.post("PlanDefinition/$apply", call);

        assertThat(sentence(answer, 422)).contains("us or uk");
    }

    @Test
    void draftsOnlyProposals() {
        String twoProposals = "Patient/" + stored("v31");
        CarePlan plan =
                http.post(PLAN, inputs(call(twoProposals), "Today", TODAY)).as(CarePlan.class);
        assertThat(problems(plan)).isEmpty();
        List<ServiceRequest> requests = contained(plan, ServiceRequest.class).toList();

        assertThat(requests).isNotEmpty().allSatisfy(request -> {
            assertThat(request.getStatus()).isEqualTo(ServiceRequest.ServiceRequestStatus.DRAFT);
            assertThat(request.getIntent()).isEqualTo(ServiceRequest.ServiceRequestIntent.PROPOSAL);
        });
    }

    @Test
    void draftsTheTaskToFillInTheForm() {
        String subject = "Patient/" + stored("v22");
        CarePlan plan = http.post(PLAN, inputs(call(subject), "Today", TODAY)).as(CarePlan.class);

        assertThat(problems(plan)).isEmpty();
        assertThat(contained(plan, Task.class)).singleElement().satisfies(task -> {
            assertThat(task.getStatus()).isEqualTo(Task.TaskStatus.DRAFT);
            assertThat(task.getIntent()).isEqualTo(Task.TaskIntent.PROPOSAL);
            assertThat(task.getFor().getReference()).isEqualTo(subject);
            assertThat(task.getExtension().get(0).getValue().primitiveValue())
                    .contains("/Questionnaire/cervical-insufficiency-screening|");
        });
    }

    private String stored(String vignette) {
        VignettePatient patient = new VignettePatient(Vignettes.named(vignette));
        assertThat(http.post("", patient.transaction()).status()).isEqualTo(200);
        return patient.id();
    }

    private static Parameters call(String subject) {
        return new Parameters().addParameter("subject", subject);
    }

    private static Parameters inputs(Parameters call, String name, Type value) {
        Parameters inputs = new Parameters();
        inputs.addParameter().setName(name).setValue(value);
        call.addParameter().setName("parameters").setResource(inputs);
        return call;
    }

    private String refusal(Parameters call, int status) {
        return sentence(http.post(PLAN, call), status);
    }

    private static String sentence(FhirHttp.Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer.as(OperationOutcome.class).getIssueFirstRep().getDiagnostics();
    }

    private static List<String> problems(CarePlan plan) {
        return contained(plan, OperationOutcome.class)
                .flatMap(outcome -> outcome.getIssue().stream())
                .map(OperationOutcome.OperationOutcomeIssueComponent::getDiagnostics)
                .toList();
    }

    private static <T> Stream<T> contained(CarePlan plan, Class<T> type) {
        return plan.getContained().stream().filter(type::isInstance).map(type::cast);
    }
}
