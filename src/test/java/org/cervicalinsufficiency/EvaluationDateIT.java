package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.cervicalinsufficiency.vignettes.HookRequests;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** With the switch for trials a call names its own day; no other call is touched by it. */
@ServerTest
class EvaluationDateIT {

    private static final String ID = "cervical-insufficiency-patient-view";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final FhirHttp http;

    @Autowired
    EvaluationDateIT(FhirHttp http) {
        this.http = http;
    }

    private HttpResponse<String> call(String... headers) throws Exception {
        String body = HookRequests.prefetchCall(ID, Vignettes.named("v22")).replace("v22", "another-day");
        HttpRequest.Builder request = HttpRequest.newBuilder(http.address("/cds-services/" + ID))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode assessment(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).at("/extension/org.cervicalinsufficiency.assessment");
    }

    @Test
    void b6IsOfOneCallOnly() throws Exception {
        JsonNode today = assessment(call());
        JsonNode later = assessment(call("X-Evaluation-Date", "2026-06-29"));

        assertThat(today.path("today").asText()).isEqualTo("2026-06-15");
        assertThat(later.path("today").asText()).isEqualTo("2026-06-29");
        assertThat(weeks(later) - weeks(today)).as("two weeks later").isEqualTo(2);
        assertThat(assessment(call())).isEqualTo(today);
    }

    private static int weeks(JsonNode assessment) {
        return Integer.parseInt(assessment.path("gestationalAge").asText().replaceFirst("w.*", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "15.06.2026", "2026-06-15T10:00:00Z"})
    void b6IsRefusedWhereItIsNoDay(String value) throws Exception {
        HttpResponse<String> answer = call("X-Evaluation-Date", value);

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode issue = JSON.readTree(answer.body()).at("/issue/0");
        assertThat(issue.at("/expression/0").asText()).isEqualTo("http.X-Evaluation-Date");
        assertThat(issue.toString()).contains("X-Evaluation-Date", "YYYY-MM-DD").doesNotContain(value);
    }

    @Test
    void b6IsRefusedWhereThereAreTwo() throws Exception {
        assertThat(call("X-Evaluation-Date", "2026-06-01", "X-Evaluation-Date", "2026-06-02")
                        .statusCode())
                .isEqualTo(400);
    }
}
