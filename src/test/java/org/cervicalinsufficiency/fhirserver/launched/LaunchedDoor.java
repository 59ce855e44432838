package org.cervicalinsufficiency.fhirserver.launched;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.cdshooks.ehr.SmartStub;
import org.cervicalinsufficiency.cdshooks.ehr.StubEhr;
import org.cervicalinsufficiency.content.ContentFiles;
import org.cervicalinsufficiency.questionnaire.CompletedForm;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.ExampleTenants;
import org.cervicalinsufficiency.tenant.Tenants;
import org.cervicalinsufficiency.vignettes.HookRequests;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;

/**
 * The launched door as the form page uses it, and behind it an EHR that asks for its token and holds the record of one
 * patient. While it is open, that EHR is the only one registered.
 */
final class LaunchedDoor implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final String VIGNETTE = "v02";
    private static final Questionnaire FORM =
            ContentFiles.read(Questionnaire.class, "questionnaire/cervical-insufficiency-screening.json");
    private static final Pattern SOURCE =
            Pattern.compile("\"url\":\"source\",\"valueReference\":\\{\"reference\":\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final StubEhr ehr = new StubEhr().taking(SmartStub.TOKEN);
    private final FhirHttp http;
    private final CurrentTenants tenants;
    private final Tenants before;
    private String patient;

    /** Opens the door. */
    LaunchedDoor(FhirHttp http, CurrentTenants tenants) {
        this.http = http;
        this.tenants = tenants;
        this.before = tenants.get();
        this.patient = record().at("/patient/id").asText();
        ehr.hold(record());
        register("us", "en");
    }

    /** The EHR behind it. */
    StubEhr ehr() {
        return ehr;
    }

    /** Its patient's id there. */
    String patient() {
        return patient;
    }

    /** Its patient's address. */
    String patientAddress() {
        return ehr.base() + "/Patient/" + patient;
    }

    /** How the tenant wants its forms. */
    void register(String profile, String language) {
        tenants.replace(ExampleTenants.launching(profile, language, "https://ehr.example/fhir", ehr.base()));
    }

    /** The EHR holds the same record about a patient with another id. */
    void rename(String id) throws IOException {
        String usual = record().at("/patient/id").asText();
        ehr.hold(JSON.readTree(record().toString()
                .replace("Patient/" + usual + '"', "Patient/" + id + '"')
                .replace("\"id\":\"" + usual + '"', "\"id\":\"" + id + '"')));
        patient = id;
    }

    /** What a hook call about its patient would send. */
    static ObjectNode record() {
        try {
            return (ObjectNode) JSON.readTree(
                            HookRequests.prefetchCall("cervical-insufficiency-patient-view", Vignettes.named(VIGNETTE)))
                    .get("prefetch");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A call about its patient. */
    ObjectNode call() {
        return call(patient);
    }

    /** A call about any patient. */
    ObjectNode call(String id) {
        return JSON.createObjectNode().put("iss", ehr.base()).put("patient", id);
    }

    /** A call with a form, of a practitioner in an encounter. */
    ObjectNode call(QuestionnaireResponse response) throws IOException {
        ObjectNode call = call().put("encounter", "e1").put("user", ehr.base() + "/Practitioner/dr-1");
        call.set("response", JSON.readTree(text(response)));
        return call;
    }

    /** The form, filled from the EHR. */
    QuestionnaireResponse populated() throws IOException, InterruptedException {
        FhirHttp.Answer answer = post("populate", call().put("encounter", "e1"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(QuestionnaireResponse.class);
    }

    /** A filled form as somebody hands it in. */
    static QuestionnaireResponse completed(QuestionnaireResponse prefilled) {
        // What could not be read is said to the reader, and is no part of the answers.
        prefilled.getExtension().clear();
        return CompletedForm.of(FORM, prefilled, Optional.empty());
    }

    /** Where the answers of a filled form come from. */
    static List<String> sources(QuestionnaireResponse response) {
        return SOURCE.matcher(text(response))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    static String text(Resource resource) {
        return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
    }

    FhirHttp.Answer post(String act, JsonNode body) throws IOException, InterruptedException {
        return post(act, body, "Bearer " + SmartStub.TOKEN);
    }

    FhirHttp.Answer post(String act, JsonNode body, String authorization) throws IOException, InterruptedException {
        return send("POST", act, "application/json", body.toString(), authorization);
    }

    FhirHttp.Answer send(String method, String act, String type, String body, String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(http.address("/launched/" + act))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new FhirHttp.Answer(answer.statusCode(), answer.headers(), answer.body(), FhirContext.forR4Cached());
    }

    @Override
    public void close() {
        tenants.replace(before);
        ehr.close();
    }
}
