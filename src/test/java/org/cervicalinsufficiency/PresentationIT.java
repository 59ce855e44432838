package org.cervicalinsufficiency;

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
import java.util.Set;
import javax.sql.DataSource;
import org.cervicalinsufficiency.security.SigningKeys;
import org.cervicalinsufficiency.sight.Scrape;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.TenantFile;
import org.cervicalinsufficiency.tenant.TenantRules;
import org.cervicalinsufficiency.tenant.Tenants;
import org.cervicalinsufficiency.vignettes.HookRequests;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a registration says about the form of cards, from the line of its file to the answer and to what is counted. */
@SecureServerTest
public class PresentationIT {

    /** A reason that only alpha lists, while such a test runs. */
    public static final String OWN_REASON = "ehr-42";

    private static final String ID = "cervical-insufficiency-patient-view";
    private static final String VIEW = "/cds-services/" + ID;
    private static final String FEEDBACK = VIEW + "/feedback";
    private static final String ASSESSMENT = "/extension/org.cervicalinsufficiency.assessment";
    private static final String TYPE = "com.epic.cdshooks.card.detail.content-type";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final FhirHttp http;
    private final CurrentTenants tenants;
    private final JdbcTemplate jdbc;

    @TempDir
    private Path folder;

    @Autowired
    PresentationIT(FhirHttp http, CurrentTenants tenants, DataSource source) {
        this.http = http;
        this.tenants = tenants;
        this.jdbc = new JdbcTemplate(source);
    }

    /** Something that happens while alpha is registered otherwise. */
    private interface Happening {
        void run() throws Exception;
    }

    private void with(String cards, Happening test) throws Exception {
        String yaml = SecureTenants.yaml().replaceFirst("(?m)^( *)name: Alpha$", "$1name: Alpha\n$1cards: " + cards);
        TenantRules rules = new TenantRules(
                Set.of("us", "uk"), Set.of("en", "es"), Set.of(ID), "us", "en", true, new SigningKeys());
        Tenants before = tenants.get();
        try {
            tenants.replace(new TenantFile(Files.writeString(folder.resolve("t.yaml"), yaml), rules).read());
            test.run();
        } finally {
            tenants.replace(before);
        }
    }

    private JsonNode call(String patient, TestTokens token, String... headers) throws Exception {
        String body = HookRequests.prefetchCall(ID, Vignettes.named("v22")).replace("v22", patient);
        HttpResponse<String> answer = post(VIEW, body, token, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> post(String path, String body, TestTokens token, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(http.address(path))
                .header("Content-Type", "application/json")
                .header("Authorization", token.bearer())
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String dismissed(String card, String reason) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode item = body.putArray("feedback").addObject();
        item.put("card", card).put("outcome", "overridden").put("outcomeTimestamp", "2026-06-15T09:00:00Z");
        item.putObject("overrideReason").putObject("reason").put("code", reason).put("system", "urn:oid:1.2.3");
        return body.toString();
    }

    @Test
    void ex1Or3AndC26ComeFromTheRegistration() throws Exception {
        JsonNode usual = call("presented-1", TestTokens.alpha(VIEW));
        assertThat(usual.path("cards").size()).isGreaterThan(1);
        String line = "{detail: html, max: 1, override-reasons: [{code: " + OWN_REASON
                + ", system: \"urn:oid:1.2.3\", display: {en: Not now, es: Ahora no}}]}";

        with(line, () -> {
            Scrape before = Scrape.of(http);
            JsonNode told = call("presented-1", TestTokens.alpha(VIEW), "Accept-Language", "es");

            assertThat(told.path("cards")).hasSize(1).allSatisfy(card -> {
                assertThat(card.path("extension").path(TYPE).asText()).isEqualTo("text/html");
                assertThat(card.path("detail").asText())
                        .startsWith("<")
                        .contains("<li>")
                        .doesNotContain("**");
                assertThat(card.path("overrideReasons"))
                        .hasToString("[{\"code\":\"" + OWN_REASON
                                + "\",\"system\":\"urn:oid:1.2.3\",\"display\":\"Ahora no\"}]");
            });
            assertThat(told.at(ASSESSMENT + "/suppressed").findValuesAsText("reason"))
                    .hasSize(usual.path("cards").size() - 1)
                    .containsOnly("over-max");
            String uuid = told.at("/cards/0/uuid").asText();
            assertThat(post(FEEDBACK, dismissed(uuid, OWN_REASON), TestTokens.alpha(FEEDBACK))
                            .statusCode())
                    .isEqualTo(204);
            assertThat(post(FEEDBACK, dismissed("presented-b", OWN_REASON), TestTokens.beta(FEEDBACK))
                            .statusCode())
                    .isEqualTo(204);
            Scrape after = Scrape.of(http);
            assertThat(rise(before, after, "cds_feedback_total", "reason", OWN_REASON))
                    .as("alpha's only")
                    .isEqualTo(1);
            assertThat(rise(before, after, "cds_feedback_total", "reason", "other", "topic", "unmatched"))
                    .as("no label of beta's")
                    .isEqualTo(1);
            assertThat(rise(before, after, "cds_cards_suppressed_total", "reason", "over-max"))
                    .isEqualTo(usual.path("cards").size() - 1.0);
        });

        JsonNode again = call("presented-2", TestTokens.alpha(VIEW));
        assertThat(again.at("/cards/0").has("extension")).isFalse();
        assertThat(again.at("/cards/0/detail").asText()).contains("**");
    }

    @Test
    void ex1PlainTextIsTold() throws Exception {
        with(
                "{detail: plain}",
                () -> assertThat(call("presented-3", TestTokens.alpha(VIEW)).path("cards"))
                        .isNotEmpty()
                        .allSatisfy(card -> {
                            assertThat(card.path("extension").path(TYPE).asText())
                                    .isEqualTo("text/plain");
                            assertThat(card.path("detail").asText()).doesNotContain("**", "<");
                        }));
    }

    @Test
    void b3ATrialInSilenceShowsNothingAndCountsNothingAsShown() throws Exception {
        int loud = call("presented-4", TestTokens.alpha(VIEW)).path("cards").size();

        with("{silent: true}", () -> {
            Scrape before = Scrape.of(http);
            JsonNode silent = call("presented-silent", TestTokens.alpha(VIEW));

            assertThat(silent.path("cards").isArray()).isTrue();
            assertThat(silent.path("cards")).isEmpty();
            assertThat(silent.at(ASSESSMENT + "/silent").asBoolean()).isTrue();
            assertThat(silent.at(ASSESSMENT + "/tier").asText()).isNotEmpty();
            assertThat(silent.at(ASSESSMENT + "/suppressed")).hasSize(loud);
            Scrape after = Scrape.of(http);
            assertThat(rise(before, after, "cds_cards_suppressed_total", "reason", "silent"))
                    .isEqualTo(loud);
            assertThat(rise(before, after, "cds_cards_total")).isZero();
            assertThat(rise(before, after, "decision_risk_total"))
                    .as("evaluated")
                    .isEqualTo(1);
            assertThat(post(FEEDBACK, dismissed("presented-c", "limited-time"), TestTokens.alpha(FEEDBACK))
                            .statusCode())
                    .isEqualTo(204);
        });

        String last =
                call("presented-5", TestTokens.alpha(VIEW)).at("/cards/0/uuid").asText();
        assertThat(post(FEEDBACK, dismissed(last, "limited-time"), TestTokens.alpha(FEEDBACK))
                        .statusCode())
                .isEqualTo(204);
        assertThat(shown("presented-5"))
                .as("what goes out is written down in its order")
                .isPositive();
        assertThat(shown("presented-silent")).isZero();
    }

    /** Where the switch is off, nobody chooses the day. */
    @Test
    void b6TheDayOfACallIsTodayUnlessTheSwitchIsOn() throws Exception {
        JsonNode answer = call("presented-6", TestTokens.alpha(VIEW), "X-Evaluation-Date", "2020-01-01");

        assertThat(answer.at(ASSESSMENT + "/today").asText()).isEqualTo("2026-06-15");
    }

    private int shown(String patient) {
        Integer rows = jdbc.queryForObject(
                "SELECT COUNT(*) FROM SCREENING_CARD WHERE TENANT = 'alpha' AND PATIENT LIKE ?",
                Integer.class,
                "%" + patient);
        return rows == null ? -1 : rows;
    }

    private static double rise(Scrape before, Scrape after, String name, String... labels) {
        return after.sum(name, labels) - before.sum(name, labels);
    }
}
