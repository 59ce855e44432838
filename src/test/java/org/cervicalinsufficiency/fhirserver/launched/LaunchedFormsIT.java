package org.cervicalinsufficiency.fhirserver.launched;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.cdshooks.ehr.SmartStub;
import org.cervicalinsufficiency.cdshooks.ehr.StubEhr;
import org.cervicalinsufficiency.outbound.StubServer;
import org.cervicalinsufficiency.questionnaire.DerivedIds;
import org.cervicalinsufficiency.questionnaire.FormOfAnswers;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The launched door, against an EHR that asks for its token. */
@ServerTest
class LaunchedFormsIT {

    private final FhirHttp http;
    private final LaunchedDoor door;
    private final StubEhr ehr;

    @Autowired
    LaunchedFormsIT(FhirHttp http, CurrentTenants tenants) {
        this.http = http;
        this.door = new LaunchedDoor(http, tenants);
        this.ehr = door.ehr();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void fillsTheFormFromTheEhrWithSourceAndDate() throws Exception {
        QuestionnaireResponse response = door.populated();

        assertThat(response.getSubject().getReference()).isEqualTo(door.patientAddress());
        assertThat(response.getEncounter().getReference()).isEqualTo(ehr.base() + "/Encounter/e1");
        String answers = LaunchedDoor.text(response);
        assertThat(answers).contains("preg.edd");
        assertThat(LaunchedDoor.sources(response)).isNotEmpty().allMatch(source -> source.startsWith(ehr.base() + "/"));
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

        QuestionnaireResponse response = door.populated();

        OperationOutcome issues = (OperationOutcome) response.getContained().get(0);
        assertThat(issues.getIssue())
                .isNotEmpty()
                .anyMatch(issue -> issue.getDetails().getText().contains("Condition could not be read"));
        FhirHttp.Answer assessed = door.post("assess", door.call(LaunchedDoor.completed(response)));
        assertThat(assessed.status()).as(assessed.body()).isEqualTo(200);
        assertThat(assessed.body()).contains("record-not-seen");
        assertThat(details(assessed))
                .anyMatch(detail -> detail.contains("Could not be read") && detail.contains("onditions"));
    }

    @Test
    void storesAndAssessesWhatIsSubmittedOnce() throws Exception {
        QuestionnaireResponse form = LaunchedDoor.completed(door.populated());

        FhirHttp.Answer assessed = door.post("assess", door.call(form));
        FhirHttp.Answer stored = door.post("submit", door.call(form));
        FhirHttp.Answer again = door.post("submit", door.call(form));

        assertThat(assessed.status()).as(assessed.body()).isEqualTo(200);
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
        QuestionnaireResponse kept = stored.as(QuestionnaireResponse.class);
        assertThat(kept.getSubject().getReference()).isEqualTo(door.patientAddress());
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

        QuestionnaireResponse next = door.populated();
        assertThat(LaunchedDoor.sources(next))
                .anyMatch(source -> source.equals("QuestionnaireResponse/" + kept.getIdPart()));
        audited("smart-launch", ehr.base() + "/Practitioner/dr-1");
    }

    private void audited(String client, String user) {
        List<AuditEvent> events =
                http.get("AuditEvent?_sort=-_lastUpdated&_count=40").as(Bundle.class).getEntry().stream()
                        .map(entry -> (AuditEvent) entry.getResource())
                        .toList();
        assertThat(events)
                .anySatisfy(event -> {
                    assertThat(LaunchedDoor.text(event))
                            .contains(client)
                            .contains(user)
                            .contains("\"create\"");
                    assertThat(event.getEntity())
                            .extracting(
                                    entity -> entity.getWhat().getIdentifier().getValue())
                            .contains(door.patientAddress());
                })
                .noneMatch(event -> LaunchedDoor.text(event).contains(SmartStub.TOKEN));
    }

    @Test
    void refusesWhatTheGateRefusesWithTheItem() throws Exception {
        QuestionnaireResponse form = FormOfAnswers.allNo(new Reference("Patient/" + door.patient()), "2026-06-10")
                .with("preg.fetuses", FormOfAnswers.own("no-such-option"))
                .unsent();

        FhirHttp.Answer answer = door.post("submit", door.call(form));

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.as(OperationOutcome.class).getIssue())
                .anyMatch(issue -> text(issue).contains("preg.fetuses"));
    }

    @Test
    void letsNobodyInWhomTheEhrDoesNotKnow() throws Exception {
        refused(401, "Authorization: ", door.post("populate", door.call(), ""));
        assertThat(ehr.seen()).isEmpty();
        refused(401, "Authorization: the EHR did not take", door.post("populate", door.call(), "Bearer stolen"));
        refused(403, "patient: is not known", door.post("populate", door.call("somebody-else")));
        int asked = ehr.seen().size();
        ObjectNode stranger = door.call().put("iss", ehr.base().replace("127.0.0.1", "localhost"));
        refused(403, "iss: is not registered", door.post("populate", stranger));
        refused(403, "iss: is not registered", door.post("populate", door.call().put("iss", ehr.base() + "/x")));
        assertThat(ehr.seen()).hasSize(asked);
        QuestionnaireResponse foreign = FormOfAnswers.allNo(new Reference("Patient/other"), "2026-06-10")
                .unsent();
        refused(422, "response.subject: is not the patient", door.post("submit", door.call(foreign)));
        refused(
                400,
                "user: ",
                door.post("populate", door.call().put("user", "https://elsewhere.example/Practitioner/1")));
        refused(400, "encounter: ", door.post("populate", door.call().put("encounter", "../x")));
        refused(400, "response: must be", door.post("submit", door.call()));
        refused(
                400,
                "patient: is missing",
                door.post("populate", LaunchedDoor.JSON.createObjectNode().put("iss", ehr.base())));
        refused(404, "path: ", door.post("else", door.call()));
        ehr.spoil("Patient", exchange -> StubServer.send(exchange, 503, "text/plain", new byte[0]));
        refused(503, "iss: the EHR", door.post("populate", door.call()));
    }

    @Test
    void takesWhatTheOtherDoorsTake() throws Exception {
        String bearer = "Bearer " + SmartStub.TOKEN;
        String body = door.call().toString();

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
        door.register("uk", "es");

        FhirHttp.Answer answer = door.post("assess", door.call(LaunchedDoor.completed(door.populated())));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        RiskAssessment assessment = (RiskAssessment)
                answer.as(Parameters.class).getParameterFirstRep().getResource();
        assertThat(LaunchedDoor.text(assessment)).contains("\"valueCode\":\"uk\"");
        assertThat(door.populated().getLanguage()).isEqualTo("es");
        assertThat(details(answer)).allMatch(detail -> detail.contains("borrador") || detail.contains("ecisi"));
    }

    private static List<String> details(FhirHttp.Answer assessed) {
        return assessed.as(Parameters.class).getParameter().stream()
                .filter(parameter -> parameter.getName().equals("card"))
                .flatMap(card -> card.getPart().stream())
                .filter(part -> part.getName().equals("detail"))
                .map(part -> part.getValue().primitiveValue())
                .toList();
    }

    private static String text(OperationOutcome.OperationOutcomeIssueComponent issue) {
        return issue.getDiagnostics() + issue.getDetails().getText() + issue.getExpression();
    }
}
