package org.cervicalinsufficiency.sight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.cdshooks.ServiceCatalog;
import org.cervicalinsufficiency.vignettes.HookRequests;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The scrape has every metric of {@code src/docs/observability.md}, with exactly the labels that stand there and no other
 * value, after calls of every kind, and after whatever other tests have sent to the same server (OB16).
 */
@ServerTest
class MetricsContractIT {

    private static final String START = "cervical-insufficiency-encounter-start";
    private static final String PATIENT = "metrics-contract";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final ContractCheck contract;
    private final FhirHttp http;

    @Autowired
    MetricsContractIT(FhirHttp http, ServiceCatalog catalog) {
        this.http = http;
        this.contract = new ContractCheck(catalog, Set.of("anybody"), Set.of());
    }

    @Test
    void holdsEveryMetricWithItsLabelsAndNoOtherValue() throws Exception {
        callsOfEveryKind();

        Scrape scrape = Scrape.of(http);

        contract.requireAll(scrape);
        contract.requireListed(scrape);
        assertThat(scrape.text()).doesNotContain(PATIENT);
    }

    @Test
    void countsWhatWasSent() throws Exception {
        Scrape before = Scrape.of(http);
        ObjectNode call = call("counts");
        call.withObject("/prefetch").remove("procedures");

        assertThat(post("/cds-services/" + START, call.toString())).isEqualTo(200);
        assertThat(post("/cds-services/nobody-" + PATIENT, call.toString())).isEqualTo(404);

        Scrape after = Scrape.of(http);
        assertThat(rise(before, after, "cds_response_total", "service", START, "status", "200", "client", "anybody"))
                .isEqualTo(1);
        assertThat(rise(before, after, "cds_request_duration_seconds_count", "service", START))
                .isEqualTo(1);
        assertThat(rise(before, after, "cds_request_duration_seconds_bucket", "service", START, "le", "+Inf"))
                .isEqualTo(1);
        assertThat(rise(before, after, "cds_evaluation_duration_seconds_count", "service", START))
                .isEqualTo(1);
        assertThat(rise(before, after, "decision_risk_total", "service", START)).isEqualTo(1);
        assertThat(rise(before, after, "cds_degraded_total", "service", START)).isEqualTo(1);
        assertThat(rise(before, after, "cds_prefetch_total", "key", "procedures", "state", "missing"))
                .isEqualTo(1);
        assertThat(rise(before, after, "cds_prefetch_total", "key", "patient", "state", "supplied"))
                .isEqualTo(1);
        assertThat(rise(before, after, "cds_cards_total", "service", START)).isPositive();
        assertThat(rise(before, after, "cds_response_total", "service", "other", "status", "404"))
                .isEqualTo(1);
    }

    private static double rise(Scrape before, Scrape after, String name, String... labels) {
        return after.sum(name, labels) - before.sum(name, labels);
    }

    private void callsOfEveryKind() throws Exception {
        int discovery = client.send(
                        HttpRequest.newBuilder(http.address("/cds-services")).build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
        assertThat(discovery).isEqualTo(200);
        ObjectNode good = call("one");
        String answer = send("/cds-services/" + START, good.toString()).body();
        JsonNode cards = JSON.readTree(answer).path("cards");
        assertThat(cards).isNotEmpty();
        for (JsonNode card : cards) {
            String item = "{\"feedback\":[{\"card\":\"" + card.path("uuid").asText()
                    + "\",\"outcome\":\"overridden\",\"overrideReason\":{\"userComment\":\"about " + PATIENT
                    + "\"},\"outcomeTimestamp\":\"2026-06-15T09:00:00Z\"}]}";
            assertThat(post("/cds-services/" + START + "/feedback", item)).isIn(200, 204);
            assertThat(post("/cds-services/" + START + "/feedback", item)).isIn(200, 204);
        }
        assertThat(post(
                        "/cds-services/" + START + "/feedback",
                        "{\"feedback\":[{\"card\":\"9c1bd5bb-0a52-4d9f-a6c1-bd0a3d1f7e01\",\"outcome\":\"accepted\","
                                + "\"acceptedSuggestions\":[{\"id\":\"9c1bd5bb-0a52-4d9f-a6c1-bd0a3d1f7e02\"}],"
                                + "\"outcomeTimestamp\":\"2026-06-15T09:00:00Z\"}]}"))
                .isIn(200, 204);
        // Acted on with the same evidence: some cards stay away now.
        assertThat(post("/cds-services/" + START, good.toString())).isEqualTo(200);
        asksAnEhr();
        assertThat(post("/cds-services/" + START, "{")).isEqualTo(400);
        ObjectNode stranger = call("stranger");
        stranger.withObject("/prefetch/patient").put("id", "another");
        assertThat(post("/cds-services/" + START, stranger.toString())).isEqualTo(400);
        assertThat(post("/cds-services/" + PATIENT, good.toString())).isEqualTo(404);
        assertThat(post("/cds-services/" + PATIENT + "/../x", good.toString())).isBetween(400, 404);
        forms();
    }

    /** One that is not registered, and one that nobody listens at. */
    private void asksAnEhr() throws Exception {
        for (String server : new String[] {"https://elsewhere.example/fhir", "https://ehr.example/fhir"}) {
            ObjectNode call = call("ehr");
            call.withObject("/prefetch").remove("procedures");
            call.put("fhirServer", server);
            call.putObject("fhirAuthorization")
                    .put("access_token", "opaque")
                    .put("token_type", "Bearer")
                    .put("expires_in", 300)
                    .put("scope", "patient/*.read")
                    .put("subject", "metrics");
            assertThat(post("/cds-services/" + START, call.toString())).isEqualTo(200);
        }
    }

    private void forms() throws IOException {
        String patient = "{\"resourceType\":\"Patient\",\"id\":\"" + PATIENT + "-form\"}";
        assertThat(http.call("PUT", "Patient/" + PATIENT + "-form", parsed(patient), Map.of())
                        .status())
                .isIn(200, 201);
        ObjectNode form =
                (ObjectNode) JSON.readTree(Files.readString(Path.of("src/test/resources/forms/last-period.json")));
        form.remove("id");
        form.putObject("source").put("reference", "Patient/" + PATIENT + "-form");
        form.putObject("subject").put("reference", "Patient/" + PATIENT + "-form");
        assertThat(http.post("QuestionnaireResponse", form.toString()).status()).isEqualTo(201);
        assertThat(http.post("QuestionnaireResponse", form.toString()).status()).isEqualTo(200);
        form.withArray("/item").addObject().put("linkId", "nothing-of-ours");
        assertThat(http.post("QuestionnaireResponse", form.toString()).status()).isEqualTo(422);
    }

    private static org.hl7.fhir.r4.model.Patient parsed(String json) {
        return ca.uhn.fhir.context.FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(org.hl7.fhir.r4.model.Patient.class, json);
    }

    /** A call about a patient of this test's own, since what is done with cards is remembered by patient. */
    private static ObjectNode call(String name) throws IOException {
        String call = HookRequests.prefetchCall(START, Vignettes.named("v15"));
        String patient = JSON.readTree(call).at("/context/patientId").asText();
        return (ObjectNode) JSON.readTree(call.replace("Patient/" + patient, "Patient/" + PATIENT + "-" + name)
                .replace("\"" + patient + "\"", "\"" + PATIENT + "-" + name + "\""));
    }

    private int post(String path, String body) throws IOException, InterruptedException {
        return send(path, body).statusCode();
    }

    private HttpResponse<String> send(String path, String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(http.address(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
