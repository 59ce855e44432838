package org.cervicalinsufficiency.fhirserver.launched;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.cdshooks.ehr.SmartStub;
import org.cervicalinsufficiency.cdshooks.ehr.StubEhr;
import org.cervicalinsufficiency.outbound.StubServer;
import org.cervicalinsufficiency.questionnaire.CompletedForm;
import org.cervicalinsufficiency.questionnaire.DerivedIds;
import org.cervicalinsufficiency.questionnaire.FormOfAnswers;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.ExampleTenants;
import org.cervicalinsufficiency.tenant.Tenants;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The launched door, and {@code $populate} from the EHR's own server, against an EHR that asks for its token. */
@ServerTest
class LaunchedFormsIT {

    private static final String VIGNETTE = "v02";

    private final FhirHttp http;
    private final CurrentTenants tenants;
    private final LaunchedDoor door;
    private final StubEhr ehr = new StubEhr().taking(SmartStub.TOKEN);
    private Tenants before;
    private String patient = "";

    @Autowired
    LaunchedFormsIT(FhirHttp http, CurrentTenants tenants) {
        this.http = http;
        this.tenants = tenants;
        this.door = new LaunchedDoor(http);
        this.before = tenants.get();
    }

    @BeforeEach
    void register() throws Exception {
        JsonNode record = LaunchedDoor.record(VIGNETTE);
        patient = record.at("/patient/id").asText();
        ehr.hold(record);
        before = tenants.get();
        register("us", "en");
    }

    private void register(String profile, String language) {
        tenants.replace(ExampleTenants.launching(profile, language, "https://ehr.example/fhir", ehr.base()));
    }

    @AfterEach
    void restore() {
        tenants.replace(before);
        ehr.close();
    }

    private ObjectNode call() {
        return LaunchedDoor.call(ehr, patient);
    }

    private ObjectNode call(QuestionnaireResponse response) throws Exception {
        ObjectNode call = call().put("encounter", "e1").put("user", ehr.base() + "/Practitioner/dr-1");
        call.set(
                "response",
                LaunchedDoor.JSON.readTree(ca.uhn.fhir.context.FhirContext.forR4Cached()
                        .newJsonParser()
                        .encodeResourceToString(response)));
        return call;
    }

    private QuestionnaireResponse populated() throws Exception {
        FhirHttp.Answer answer = door.post("populate", call().put("encounter", "e1"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(QuestionnaireResponse.class);
    }

    @Test
    void fillsTheFormFromTheEhrWithSourceAndDate() throws Exception {
        QuestionnaireResponse response = populated();

        assertThat(response.getSubject().getReference()).isEqualTo(ehr.base() + "/Patient/" + patient);
        assertThat(response.getEncounter().getReference()).isEqualTo(ehr.base() + "/Encounter/e1");
        String answers = text(response);
        assertThat(answers).contains("preg.edd");
        assertThat(sources(response)).isNotEmpty().allMatch(source -> source.startsWith(ehr.base() + "/"));
        assertThat(answers).contains("\"url\":\"date\"");
        assertThat(response.getContained()).isEmpty();
        assertThat(ehr.seen())
                .hasSize(7)
                .allSatisfy(seen -> assertThat(seen.header("Authorization")).isEqualTo("Bearer " + SmartStub.TOKEN));
    }

    @Test
    void namesWhatCouldNotBeRead() throws Exception {
        ehr.spoil(
                "Condition",
                exchange ->
                        StubServer.send(exchange, 500, "application/fhir+json", "{}".getBytes(StandardCharsets.UTF_8)));

        QuestionnaireResponse response = populated();

        OperationOutcome issues = (OperationOutcome) response.getContained().get(0);
        assertThat(issues.getIssue())
                .isNotEmpty()
                .anyMatch(issue -> issue.getDetails().getText().contains("Condition could not be read"));
        FhirHttp.Answer assessed = door.post("assess", call(completed(response)));
        assertThat(assessed.status()).as(assessed.body()).isEqualTo(200);
        assertThat(assessed.body()).contains("record-not-seen");
        assertThat(details(assessed))
                .anyMatch(detail -> detail.contains("Could not be read") && detail.contains("onditions"));
    }

    private QuestionnaireResponse completed(QuestionnaireResponse prefilled) {
        // What could not be read is said to the reader, and is no part of the answers.
        prefilled.getExtension().clear();
        return CompletedForm.of(
                org.cervicalinsufficiency.content.ContentFiles.read(
                        org.hl7.fhir.r4.model.Questionnaire.class,
                        "questionnaire/cervical-insufficiency-screening.json"),
                prefilled,
                Optional.empty());
    }

    @Test
    void storesAndAssessesWhatIsSubmittedOnce() throws Exception {
        QuestionnaireResponse form = completed(populated());

        FhirHttp.Answer assessed = door.post("assess", call(form));
        FhirHttp.Answer stored = door.post("submit", call(form));
        FhirHttp.Answer again = door.post("submit", call(form));

        assertThat(assessed.status()).as(assessed.body()).isEqualTo(200);
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
        QuestionnaireResponse kept = stored.as(QuestionnaireResponse.class);
        assertThat(kept.getSubject().getReference()).isEqualTo(ehr.base() + "/Patient/" + patient);
        assertThat(kept.getAuthor().getReference()).isEqualTo(ehr.base() + "/Practitioner/dr-1");
        assertThat(kept.getSource().getReference()).isEqualTo(ehr.base() + "/Practitioner/dr-1");
        assertThat(kept.getEncounter().getReference()).isEqualTo(ehr.base() + "/Encounter/e1");
        assertThat(again.as(QuestionnaireResponse.class).getIdPart()).isEqualTo(kept.getIdPart());
        RiskAssessment assessment = http.get("RiskAssessment/" + DerivedIds.assessment(kept.getIdPart()))
                .as(RiskAssessment.class);
        RiskAssessment shown = (RiskAssessment)
                assessed.as(Parameters.class).getParameterFirstRep().getResource();
        assertThat(assessment
                        .getPrediction()
                        .get(0)
                        .getQualitativeRisk()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo(shown.getPrediction()
                        .get(0)
                        .getQualitativeRisk()
                        .getCodingFirstRep()
                        .getCode());
        assertThat(assessment.getExtension())
                .noneMatch(extension -> extension.getUrl().endsWith("record-not-seen"));
        assertThat(assessment.getBasis())
                .extracting(Reference::getReference)
                .contains("QuestionnaireResponse/" + kept.getIdPart())
                .allMatch(basis -> basis.startsWith("QuestionnaireResponse/")
                        || basis.startsWith("Observation/")
                        || basis.startsWith("Condition/")
                        || basis.startsWith(ehr.base() + "/"));

        QuestionnaireResponse next = populated();
        assertThat(sources(next)).anyMatch(source -> source.equals("QuestionnaireResponse/" + kept.getIdPart()));
        audited("smart-launch", ehr.base() + "/Practitioner/dr-1");
    }

    private void audited(String client, String user) {
        List<AuditEvent> events =
                http.get("AuditEvent?_sort=-_lastUpdated&_count=40").as(Bundle.class).getEntry().stream()
                        .map(entry -> (AuditEvent) entry.getResource())
                        .toList();
        assertThat(events)
                .anySatisfy(event -> {
                    assertThat(text(event)).contains(client).contains(user).contains("\"create\"");
                    assertThat(event.getEntity())
                            .extracting(
                                    entity -> entity.getWhat().getIdentifier().getValue())
                            .contains(ehr.base() + "/Patient/" + patient);
                })
                .noneMatch(event -> text(event).contains(SmartStub.TOKEN));
    }

    @Test
    void refusesWhatTheGateRefusesWithTheItem() throws Exception {
        QuestionnaireResponse form = FormOfAnswers.allNo(new Reference("Patient/" + patient), "2026-06-10")
                .with("preg.fetuses", FormOfAnswers.own("no-such-option"))
                .unsent();

        FhirHttp.Answer answer = door.post("submit", call(form));

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.as(OperationOutcome.class).getIssue())
                .anyMatch(issue -> text(issue).contains("preg.fetuses"));
    }

    @Test
    void letsNobodyInWhomTheEhrDoesNotKnow() throws Exception {
        refused(401, "Authorization: ", door.post("populate", call(), ""));
        assertThat(ehr.seen()).isEmpty();
        refused(401, "Authorization: the EHR did not take", door.post("populate", call(), "Bearer stolen"));
        refused(403, "patient: is not known", door.post("populate", LaunchedDoor.call(ehr, "somebody-else")));
        int asked = ehr.seen().size();
        ObjectNode stranger = call().put("iss", ehr.base().replace("127.0.0.1", "localhost"));
        refused(403, "iss: is not registered", door.post("populate", stranger));
        refused(403, "iss: is not registered", door.post("populate", call().put("iss", ehr.base() + "/x")));
        assertThat(ehr.seen()).hasSize(asked);
        QuestionnaireResponse foreign = FormOfAnswers.allNo(new Reference("Patient/other"), "2026-06-10")
                .unsent();
        refused(422, "response.subject: is not the patient", door.post("submit", call(foreign)));
        refused(400, "user: ", door.post("populate", call().put("user", "https://elsewhere.example/Practitioner/1")));
        refused(400, "encounter: ", door.post("populate", call().put("encounter", "../x")));
        refused(400, "response: must be", door.post("submit", call()));
        refused(
                400,
                "patient: is missing",
                door.post("populate", LaunchedDoor.JSON.createObjectNode().put("iss", ehr.base())));
        refused(404, "path: ", door.post("else", call()));
        ehr.spoil("Patient", exchange -> StubServer.send(exchange, 503, "text/plain", new byte[0]));
        refused(503, "iss: the EHR", door.post("populate", call()));
    }

    @Test
    void takesWhatTheOtherDoorsTake() throws Exception {
        String bearer = "Bearer " + SmartStub.TOKEN;
        String body = call().toString();

        assertThat(door.send("PUT", "submit", "application/json", body, bearer).status())
                .isEqualTo(405);
        assertThat(door.send("POST", "submit", "text/plain", body, bearer).status())
                .isEqualTo(415);
        assertThat(door.send("POST", "submit", "application/json", body + "{}", bearer)
                        .status())
                .isEqualTo(400);
        assertThat(door.send("POST", "submit", "application/json", "{\"iss\": 1, \"iss\": 2}", bearer)
                        .status())
                .isEqualTo(400);
        assertThat(door.send("POST", "submit", "application/json", " ".repeat(5_000_000), bearer)
                        .status())
                .isEqualTo(413);
        assertThat(door.send("POST", "submit//x", "application/json", body, bearer)
                        .status())
                .isEqualTo(400);
        assertThat(ehr.seen()).isEmpty();
    }

    private static void refused(int status, String beginning, FhirHttp.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.as(OperationOutcome.class).getIssueFirstRep().getDiagnostics())
                .startsWith(beginning);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/fhir+json");
        assertThat(answer.body()).doesNotContain(SmartStub.TOKEN);
    }

    @Test
    void speaksTheTenantsLanguageByTheTenantsProfile() throws Exception {
        register("uk", "es");

        FhirHttp.Answer answer = door.post("assess", call(completed(populated())));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        RiskAssessment assessment = (RiskAssessment)
                answer.as(Parameters.class).getParameterFirstRep().getResource();
        assertThat(text(assessment)).contains("\"valueCode\":\"uk\"");
        assertThat(populated().getLanguage()).isEqualTo("es");
        assertThat(details(answer)).allMatch(detail -> detail.contains("borrador") || detail.contains("ecisi"));
    }

    @Test
    void fillsAFormForAnIntegratorFromTheRegisteredServer() {
        FhirHttp.Answer filled =
                http.post("Questionnaire/$populate", endpoint(ehr.base(), "Bearer " + SmartStub.TOKEN));

        assertThat(filled.status()).as(filled.body()).isEqualTo(200);
        QuestionnaireResponse response = filled.as(QuestionnaireResponse.class);
        assertThat(response.getSubject().getReference()).isEqualTo(ehr.base() + "/Patient/" + patient);
        assertThat(sources(response)).isNotEmpty().allMatch(source -> source.startsWith(ehr.base() + "/"));
        populateRefused("dataEndpoint.address: ", endpoint("https://elsewhere.example/fhir", "Bearer x"));
        populateRefused("dataEndpoint.header: that FHIR server did not take", endpoint(ehr.base(), "Bearer x"));
        populateRefused("dataEndpoint.header: exactly one header", endpoint(ehr.base(), "Basic x"));
    }

    private void populateRefused(String beginning, Parameters call) {
        FhirHttp.Answer answer = http.post("Questionnaire/$populate", call);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.as(OperationOutcome.class).getIssueFirstRep().getDiagnostics())
                .contains(beginning);
    }

    private Parameters endpoint(String address, String authorization) {
        Parameters call = new Parameters();
        call.addParameter().setName("canonical").setValue(new CanonicalType(FormOfAnswers.QUESTIONNAIRE));
        call.addParameter().setName("subject").setValue(new Reference("Patient/" + patient));
        Endpoint endpoint = new Endpoint();
        endpoint.setStatus(Endpoint.EndpointStatus.ACTIVE);
        endpoint.getConnectionType()
                .setSystem("http://terminology.hl7.org/CodeSystem/endpoint-connection-type")
                .setCode("hl7-fhir-rest");
        endpoint.addPayloadType().setText("any");
        endpoint.setAddress(address);
        endpoint.addHeader("Authorization: " + authorization);
        call.addParameter().setName("dataEndpoint").setResource(endpoint);
        return call;
    }

    private static List<String> details(FhirHttp.Answer assessed) {
        return assessed.as(Parameters.class).getParameter().stream()
                .filter(parameter -> parameter.getName().equals("card"))
                .flatMap(card -> card.getPart().stream())
                .filter(part -> part.getName().equals("detail"))
                .map(part -> part.getValue().primitiveValue())
                .toList();
    }

    private static List<String> sources(QuestionnaireResponse response) {
        return java.util.regex.Pattern.compile("\"url\":\"source\",\"valueReference\":\\{\"reference\":\"([^\"]+)\"")
                .matcher(text(response))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String text(Resource resource) {
        return ca.uhn.fhir.context.FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
    }

    private static String text(OperationOutcome.OperationOutcomeIssueComponent issue) {
        return issue.getDiagnostics() + issue.getDetails().getText() + issue.getExpression();
    }
}
