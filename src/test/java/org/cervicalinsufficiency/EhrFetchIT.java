package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cervicalinsufficiency.outbound.StubServer;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.Ehr;
import org.cervicalinsufficiency.tenant.Tenant;
import org.cervicalinsufficiency.tenant.Tenants;
import org.cervicalinsufficiency.vignettes.HookRequests;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A call over HTTP that brings a token and no data, against the running server. */
@ServerTest
class EhrFetchIT {

    private static final String SERVICE = "cervical-insufficiency-encounter-start";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> TYPES = Map.of(
            "Patient", "patient",
            "Condition", "conditions",
            "Observation", "observations",
            "Procedure", "procedures",
            "QuestionnaireResponse", "forms",
            "Communication", "communications",
            "ServiceRequest", "service-requests");

    private final FhirHttp http;
    private final CurrentTenants tenants;

    @Autowired
    EhrFetchIT(FhirHttp http, CurrentTenants tenants) {
        this.http = http;
        this.tenants = tenants;
    }

    @Test
    void ac33WithoutPrefetchTheAnswerIsTheSame() throws Exception {
        ObjectNode full = (ObjectNode) JSON.readTree(HookRequests.prefetchCall(SERVICE, Vignettes.named("v02")));
        JsonNode record = full.get("prefetch").deepCopy();
        Tenants before = tenants.get();
        try (StubServer ehr = new StubServer(exchange -> serve(exchange, record))) {
            String base = "http://127.0.0.1:" + ehr.port() + "/fhir";
            full.put("fhirServer", base);
            full.putObject("fhirAuthorization")
                    .put("access_token", "opaque")
                    .put("token_type", "Bearer")
                    .put("expires_in", 300)
                    .put("scope", "patient/*.read")
                    .put("subject", "screening");
            ObjectNode none = full.deepCopy();
            none.remove("prefetch");
            tenants.replace(new Tenants(
                    List.of(Tenant.unregistered(
                            "local",
                            Ehr.at(List.of(base, "https://ehr.example/fhir")),
                            CardSettings.usual("us", "en", Optional.empty()))),
                    Optional.empty()));

            JsonNode sent = answer(full);
            assertThat(ehr.seen()).isEmpty();
            // Classes are loaded by the first request, which may take longer than the deadline.
            assertThat(answer(none).isObject()).isTrue();
            ehr.seen().clear();

            assertThat(answer(none)).isEqualTo(sent);
            assertThat(sent.path("cards")).hasSize(2);
            assertThat(ehr.seen())
                    .hasSize(7)
                    .allSatisfy(seen -> assertThat(seen.header("Authorization")).isEqualTo("Bearer opaque"));
        } finally {
            tenants.replace(before);
        }
    }

    private static void serve(HttpExchange exchange, JsonNode record) throws IOException {
        String type = exchange.getRequestURI().toString().replaceAll("^/fhir/|[/?].*", "");
        StubServer.send(exchange, record.path(TYPES.get(type)).toString());
    }

    private JsonNode answer(ObjectNode call) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(http.address("/cds-services/" + SERVICE))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(call.toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isIn(200, 412);
        JsonNode answer = JSON.readTree(response.body());
        answer.findParents("uuid").forEach(parent -> ((ObjectNode) parent).put("uuid", "blotted-out"));
        return answer;
    }
}
