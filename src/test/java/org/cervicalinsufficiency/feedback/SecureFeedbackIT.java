package org.cervicalinsufficiency.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import javax.sql.DataSource;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.SecureServerTest;
import org.cervicalinsufficiency.TestTokens;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Feedback where clients prove who they are: one client's cards are no other's. */
@SecureServerTest
class SecureFeedbackIT {

    private static final String VIEW = "/cds-services/cervical-insufficiency-patient-view";
    private static final String FEEDBACK = VIEW + "/feedback";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final FhirHttp http;
    private final JdbcTemplate jdbc;

    @Autowired
    SecureFeedbackIT(FhirHttp http, DataSource source) {
        this.http = http;
        this.jdbc = new JdbcTemplate(source);
    }

    private HttpResponse<String> post(String path, String body, String bearer)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(http.address(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!bearer.isEmpty()) {
            request.header("Authorization", bearer);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode call(TestTokens token) throws IOException, InterruptedException {
        Clinic.Visit visit = new Clinic.Visit(
                "cervical-insufficiency-patient-view",
                "",
                "shared-id",
                Clinic.Visit.usual().settings(),
                "");
        ObjectNode request = Clinic.request(Vignettes.named("v03"), visit);
        HttpResponse<String> answer = post(VIEW, request.toString(), token.bearer());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String dismissed(String card) {
        return "{\"feedback\":[{\"card\":\"" + card + "\",\"outcome\":\"overridden\",\"outcomeTimestamp\":"
                + "\"2026-06-15T09:00:00Z\",\"overrideReason\":{\"reason\":{\"code\":\"patient-refuses\"}}}]}";
    }

    @Test
    void belongsToTheClientThatGotTheCard() throws Exception {
        JsonNode first = call(TestTokens.alpha(VIEW));
        String card = Clinic.card(first, "ShortCervixTwenty").path("uuid").asText();

        HttpResponse<String> foreign =
                post(FEEDBACK, dismissed(card), TestTokens.beta(FEEDBACK).bearer());
        assertThat(foreign.statusCode()).isEqualTo(204);
        assertThat(Clinic.topics(call(TestTokens.alpha(VIEW)))).contains("ShortCervixTwenty");

        HttpResponse<String> own =
                post(FEEDBACK, dismissed(card), TestTokens.alpha(FEEDBACK).bearer());
        assertThat(own.statusCode()).as("nothing tells the difference").isEqualTo(foreign.statusCode());
        assertThat(own.body()).isEqualTo(foreign.body());
        assertThat(Clinic.suppressed(call(TestTokens.alpha(VIEW)))).containsKey("ShortCervixTwenty");
        assertThat(Clinic.topics(call(TestTokens.beta(VIEW))))
                .as("another EHR's patient of the same id")
                .contains("ShortCervixTwenty");
        assertThat(jdbc.queryForList("SELECT TENANT FROM SCREENING_FEEDBACK WHERE CARD = ?", String.class, card))
                .containsExactlyInAnyOrder("alpha", "beta");
    }

    @Test
    void needsATokenForItsOwnAddress() throws Exception {
        assertThat(post(FEEDBACK, dismissed("c"), "").statusCode()).isEqualTo(401);
        assertThat(post(FEEDBACK, dismissed("c"), TestTokens.alpha(VIEW).bearer())
                        .statusCode())
                .as("a token for the service")
                .isEqualTo(401);
        String other = "/cds-services/cervical-insufficiency-encounter-start/feedback";
        assertThat(post(other, dismissed("c"), TestTokens.beta(other).bearer()).statusCode())
                .as("a service that the client may not call")
                .isEqualTo(403);
    }

    @Test
    void theReportIsClosedToClientsOfTheHooks() throws Exception {
        for (String bearer :
                new String[] {"", TestTokens.alpha("/reports/cards").bearer()}) {
            HttpRequest.Builder request = HttpRequest.newBuilder(http.address("/reports/cards"));
            if (!bearer.isEmpty()) {
                request.header("Authorization", bearer);
            }
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isIn(401, 403);
            assertThat(answer.body()).contains("OperationOutcome").doesNotContain("alpha");
        }
    }

    @Test
    void theReportIsOpenToTheOperatorOfATenantForItsCardsOnly() throws Exception {
        assertThat(report("alpha-integrator").statusCode()).isEqualTo(403);
        HttpResponse<String> answer = report("beta-operator");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("alpha");
    }

    private HttpResponse<String> report(String clientId) throws Exception {
        return client.send(
                HttpRequest.newBuilder(http.address("/reports/cards"))
                        .header("Authorization", TestTokens.access(clientId, "").bearer())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
