package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.questionnaire.DerivedIds;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.RiskAssessment;

/** Submits forms and calls the hook for the same patient. */
final class FormCalls {

    static final String EXTENSION = "https://cervical-insufficiency.example/fhir/StructureDefinition/assessment-";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FhirHttp http;
    private final HttpClient client = HttpClient.newHttpClient();

    FormCalls(FhirHttp http) {
        this.http = http;
    }

    void patient(String id) {
        Patient patient = new Patient();
        patient.setId(id);
        assertThat(http.put("Patient/" + id, patient).status()).isIn(200, 201);
    }

    /** Submits a form whose id does not matter. */
    void send(QuestionnaireResponse form) {
        var unused = submit(form);
    }

    String submit(QuestionnaireResponse form) {
        FhirHttp.Answer answer = http.post("QuestionnaireResponse", form);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.as(QuestionnaireResponse.class).getIdElement().getIdPart();
    }

    void replace(QuestionnaireResponse form) {
        FhirHttp.Answer answer = http.put("QuestionnaireResponse/" + form.getIdPart(), form);
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
    }

    RiskAssessment assessmentOf(String responseId) {
        FhirHttp.Answer answer = http.get("RiskAssessment/" + DerivedIds.assessment(responseId));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(RiskAssessment.class);
    }

    /** The Observations made out of a form. */
    List<Observation> facts(String responseId) {
        return found("Observation?derived-from=QuestionnaireResponse/" + responseId + "&_count=200").stream()
                .map(entry -> (Observation) entry.getResource())
                .toList();
    }

    List<Bundle.BundleEntryComponent> found(String search) {
        return http.get(search).as(Bundle.class).getEntry();
    }

    static String tier(RiskAssessment assessment) {
        return assessment
                .getPredictionFirstRep()
                .getQualitativeRisk()
                .getCodingFirstRep()
                .getCode();
    }

    static boolean provisional(RiskAssessment assessment) {
        return "true"
                .equals(assessment
                        .getExtensionByUrl(EXTENSION + "provisional")
                        .getValue()
                        .primitiveValue());
    }

    /** How many resources of each type the server holds, without the audit trail, to which each count adds. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        Set<String> types = SupportedResources.names();
        types.remove("AuditEvent");
        for (String type : types) {
            counts.put(type, http.get(type + "?_summary=count").as(Bundle.class).getTotal());
        }
        return counts;
    }

    /** A call about a patient of 18 weeks by the chart, without any form in it. */
    static ObjectNode call(String patientId) {
        ObjectNode call = JSON.createObjectNode().put("hook", "encounter-start");
        call.put("hookInstance", "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea");
        call.putObject("context")
                .put("userId", "Practitioner/p")
                .put("patientId", patientId)
                .put("encounterId", "e");
        ObjectNode prefetch = call.putObject("prefetch");
        prefetch.putObject("patient").put("resourceType", "Patient").put("id", patientId);
        for (String key :
                List.of("conditions", "observations", "procedures", "forms", "communications", "service-requests")) {
            prefetch.putObject(key)
                    .put("resourceType", "Bundle")
                    .put("type", "searchset")
                    .put("total", 0);
        }
        ObjectNode due =
                JSON.createObjectNode().put("resourceType", "Observation").put("id", "due");
        due.put("status", "final");
        due.putObject("code")
                .putArray("coding")
                .addObject()
                .put("system", "http://loinc.org")
                .put("code", "11778-8");
        due.putObject("subject").put("reference", "Patient/" + patientId);
        due.put("effectiveDateTime", "2026-06-01");
        due.put("valueDateTime", "2026-11-16");
        add(call, "observations", due);
        return call;
    }

    static void add(ObjectNode call, String key, ObjectNode resource) {
        ObjectNode bundle = (ObjectNode) call.at("/prefetch/" + key);
        bundle.withArray("entry").addObject().set("resource", resource);
        bundle.put("total", bundle.path("entry").size());
    }

    static ObjectNode json(String resource) throws IOException {
        return (ObjectNode) JSON.readTree(resource);
    }

    JsonNode answer(ObjectNode call) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        http.address("/cds-services/cervical-insufficiency-encounter-start"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(call.toString()))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    static List<String> topics(JsonNode answer) {
        List<String> topics = new ArrayList<>();
        answer.path("cards")
                .forEach(card -> topics.add(card.at("/source/topic/code").asText()));
        return topics;
    }

    static JsonNode result(JsonNode answer) {
        return answer.at("/extension/org.cervicalinsufficiency.assessment");
    }
}
