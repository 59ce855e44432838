package org.cervicalinsufficiency.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.cervicalinsufficiency.Breakable;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** Feedback over HTTP against the running server (acceptance AC-53), and what follows from it. */
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
class FeedbackIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WHEN = "\"outcomeTimestamp\":\"2026-06-15T09:00:00Z\"";

    private final HttpClient client = HttpClient.newHttpClient();
    private final FhirHttp http;
    private final MeterRegistry meters;
    private final JdbcTemplate jdbc;
    private final Breakable parts;

    @Autowired
    FeedbackIT(FhirHttp http, MeterRegistry meters, DataSource source, Breakable parts) {
        this.http = http;
        this.meters = meters;
        this.jdbc = new JdbcTemplate(source);
        this.parts = parts;
    }

    private JsonNode call(String vignette, String patient) throws IOException, InterruptedException {
        Clinic.Visit visit =
                new Clinic.Visit(Clinic.START, "", patient, Clinic.Visit.usual().settings(), "");
        ObjectNode request = Clinic.request(Vignettes.named(vignette), visit);
        HttpResponse<String> answer = post("/cds-services/" + Clinic.START, request.toString(), "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> post(String path, String body, String type) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(http.address(path))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> feedback(String... items) throws IOException, InterruptedException {
        return post(
                "/cds-services/" + Clinic.START + "/feedback",
                "{\"feedback\":[" + String.join(",", items) + "]}",
                "application/json");
    }

    private static String overridden(String card, String more) {
        return "{\"card\":\"" + card + "\",\"outcome\":\"overridden\"," + WHEN + more + "}";
    }

    private static String accepted(JsonNode card) {
        return "{\"card\":\"" + card.path("uuid").asText()
                + "\",\"outcome\":\"accepted\",\"acceptedSuggestions\":[{\"id\":\""
                + card.at("/suggestions/0/uuid").asText("none") + "\"}]," + WHEN + "}";
    }

    private double counted(String name, String... tags) {
        return meters.find(name).tags(tags).counters().stream()
                .mapToDouble(io.micrometer.core.instrument.Counter::count)
                .sum();
    }

    private int stored(String card) {
        Integer count =
                jdbc.queryForObject("SELECT COUNT(*) FROM SCREENING_FEEDBACK WHERE CARD = ?", Integer.class, card);
        return count == null ? 0 : count;
    }

    @Test
    void ac53aAndFStoresAnAcceptedCardOnce() throws Exception {
        JsonNode card = Clinic.card(call("v15", "fb-accepted"), "IntermediateLength");
        String item = accepted(card);
        double before = counted("cds.feedback", "topic", "IntermediateLength", "outcome", "accepted");
        double repeats = counted("cds.feedback.duplicate");

        assertThat(feedback(item).statusCode()).isEqualTo(204);
        assertThat(feedback(item).statusCode()).isEqualTo(204);

        assertThat(counted("cds.feedback", "topic", "IntermediateLength", "outcome", "accepted") - before)
                .isEqualTo(1);
        assertThat(counted("cds.feedback.duplicate") - repeats).isEqualTo(1);
        assertThat(stored(card.path("uuid").asText())).isEqualTo(1);
    }

    @Test
    void ac53bAndCStoresADismissedCardAndKeepsItsCommentToItself(CapturedOutput output) throws Exception {
        JsonNode answer = call("v03", "fb-dismissed");
        String warning = Clinic.card(answer, "ShortCervixTwenty").path("uuid").asText();
        String info = Clinic.card(answer, "EducationSymptoms").path("uuid").asText();
        double before = counted("cds.feedback", "reason", "patient-refuses");

        assertThat(feedback(overridden(info, "")).statusCode()).isEqualTo(204);
        assertThat(feedback(overridden(
                                warning,
                                ",\"overrideReason\":{\"reason\":{\"code\":\"patient-refuses\",\"system\":"
                                        + "\"http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes\"},"
                                        + "\"userComment\":\"Mrs Canary wants to wait\"}"))
                        .statusCode())
                .isEqualTo(204);

        assertThat(stored(info)).isEqualTo(1);
        assertThat(counted("cds.feedback", "reason", "patient-refuses") - before)
                .isEqualTo(1);
        assertThat(jdbc.queryForObject(
                        "SELECT USER_COMMENT FROM SCREENING_FEEDBACK WHERE CARD = ?", String.class, warning))
                .isEqualTo("Mrs Canary wants to wait");
        assertThat(output.getAll()).doesNotContain("Canary");
        assertThat(meters.getMeters())
                .extracting(Meter::getId)
                .allSatisfy(id -> assertThat(id.toString()).doesNotContain("Canary"));
    }

    @Test
    void ac53dTakesEpicsDialect() throws Exception {
        String name = "com.epic.cdshooks.feedback.overrideReason.";
        double site = counted("cds.feedback", "reason", "site");
        double other = counted("cds.feedback", "reason", "other");

        assertThat(feedback(
                                overridden("123456", ",\"overrideReasons\":{\"reason\":{\"code\":\"zz-9\"}}"),
                                overridden(
                                        "1234567",
                                        ",\"overrideReasons\":{\"extension\":{\"" + name + "reasonCategory\":\"1\",\""
                                                + name + "reasonDisplay\":\"See note\",\"" + name
                                                + "reasonTitle\":\"T\"}}"))
                        .statusCode())
                .isEqualTo(204);

        assertThat(stored("123456")).isEqualTo(1);
        assertThat(counted("cds.feedback", "reason", "site") - site).isEqualTo(1);
        assertThat(counted("cds.feedback", "reason", "other") - other)
                .as("a code that no card offers is no label")
                .isEqualTo(1);
    }

    @Test
    void ac53eAndGStoresABatchAlsoOfUnknownCards() throws Exception {
        List<String> items = new ArrayList<>();
        for (int number = 0; number < 50; number++) {
            items.add(overridden("batch-" + number, ""));
        }
        double before = counted("cds.feedback");
        double unmatched = counted("cds.feedback.unmatched");

        HttpResponse<String> answer = feedback(items.toArray(String[]::new));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(counted("cds.feedback") - before).isEqualTo(50);
        assertThat(counted("cds.feedback.unmatched") - unmatched).isEqualTo(50);
        assertThat(stored("batch-49")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"feedback\":[{\"card\":\"h-1\",\"outcomeTimestamp\":\"2026-06-15T09:00:00Z\"}]}",
                "{\"feedback\":[{\"card\":\"h-1\",\"outcome\":\"ignored\","
                        + "\"outcomeTimestamp\":\"2026-06-15T09:00:00Z\"}]}",
                "{\"feedback\":[{\"card\":\"h-1\",\"outcome\":\"accepted\","
                        + "\"outcomeTimestamp\":\"2026-06-15T09:00:00Z\"}]}",
                "{\"feedback\":[{\"card\":\"h-1\",\"outcome\":\"accepted\",\"acceptedSuggestions\":[],"
                        + "\"outcomeTimestamp\":\"2026-06-15T09:00:00Z\"}]}",
                "{\"feedback\":[{\"card\":\"h-1\",\"outcome\":\"overridden\",\"outcomeTimestamp\":\"yesterday\"}]}",
                "{\"feedback\":[{\"outcome\":\"overridden\",\"outcomeTimestamp\":\"2026-06-15T09:00:00Z\"}]}",
                "{}",
                "{\"feedback\":{}}",
                "{\"feedback\":[]}",
                "[]",
                "{\"feedback\":[{\"card\":\"\\ud800\",\"outcome\":\"overridden\","
                        + "\"outcomeTimestamp\":\"2026-06-15T09:00:00Z\"}]}"
            })
    void ac53hRefusesWhatIsWrongAndStoresNothingOfIt(String body) throws Exception {
        HttpResponse<String> answer = post("/cds-services/" + Clinic.START + "/feedback", body, "application/json");

        assertThat(answer.statusCode()).as(body).isEqualTo(400);
        JsonNode outcome = JSON.readTree(answer.body());
        assertThat(outcome.path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(answer.body()).doesNotContain("yesterday", "h-1", "h-2");
        assertThat(stored("h-1")).isZero();
    }

    @Test
    void f7StoresTheGoodItemsOfABatchAndNamesTheOthers() throws Exception {
        HttpResponse<String> answer = feedback(overridden("f7-1", ""), "{\"card\":\"f7-2\"}", overridden("f7-3", ""));

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode issues = JSON.readTree(answer.body()).path("issue");
        assertThat(issues.findValuesAsText("severity")).isNotEmpty().containsOnly("warning");
        assertThat(issues.at("/0/expression/0").asText()).startsWith("feedback[1]");
        assertThat(stored("f7-1")).isEqualTo(1);
        assertThat(stored("f7-2")).isZero();
        assertThat(stored("f7-3")).isEqualTo(1);
    }

    @Test
    void refusesOtherPathsMethodsTypesAndSizes() throws Exception {
        String body = "{\"feedback\":[" + overridden("c", "") + "]}";
        assertThat(post("/cds-services/nope/feedback", body, "application/json").statusCode())
                .isEqualTo(404);
        assertThat(post("/cds-services/" + Clinic.START + "/feedback", body, "text/plain")
                        .statusCode())
                .isEqualTo(415);
        assertThat(post(
                                "/cds-services/" + Clinic.START + "/feedback",
                                " ".repeat(1024 * 1024) + body,
                                "application/json")
                        .statusCode())
                .isEqualTo(413);
        HttpResponse<String> get = client.send(
                HttpRequest.newBuilder(http.address("/cds-services/" + Clinic.START + "/feedback"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow")).contains("POST, OPTIONS");
    }

    @Test
    void ac53hManyItems() throws Exception {
        assertThat(feedback(java.util.Collections.nCopies(501, overridden("many", ""))
                                .toArray(String[]::new))
                        .statusCode())
                .isEqualTo(413);
        assertThat(stored("many")).isZero();
        assertThat(feedback(java.util.Collections.nCopies(500, overridden("many", ""))
                                .toArray(String[]::new))
                        .statusCode())
                .isEqualTo(204);
        assertThat(stored("many")).as("the same five hundred times").isEqualTo(1);
    }

    @Test
    void aDismissedWarningStaysAwayAndTheAnswerSaysSo() throws Exception {
        JsonNode first = call("v03", "fb-away");
        String card = Clinic.card(first, "ShortCervixTwenty").path("uuid").asText();
        assertThat(feedback(overridden(card, ",\"overrideReason\":{\"reason\":{\"code\":\"patient-refuses\"}}"))
                        .statusCode())
                .isEqualTo(204);

        JsonNode second = call("v03", "fb-away");

        assertThat(Clinic.topics(second)).containsExactly("EducationSymptoms");
        assertThat(Clinic.suppressed(second)).isEqualTo(Map.of("ShortCervixTwenty", "overridden"));
        assertThat(Clinic.topics(call("v03", "fb-another"))).contains("ShortCervixTwenty");
        assertThat(Clinic.topics(call("v04a", "fb-away")))
                .as("another measurement")
                .contains("ShortCervixTwenty");
    }

    @Test
    void anEmptyAnswerIsExplained() throws Exception {
        JsonNode card = Clinic.card(call("v14", "fb-empty"), "EducationSymptoms");
        assertThat(feedback(overridden(card.path("uuid").asText(), "")).statusCode())
                .isEqualTo(204);

        JsonNode answer = call("v14", "fb-empty");

        assertThat(answer.path("cards")).isEmpty();
        assertThat(answer.has("cards")).isTrue();
        assertThat(Clinic.suppressed(answer)).isEqualTo(Map.of("EducationSymptoms", "overridden"));
    }

    @Test
    void withTheDatabaseDownNothingIsWithheldAndCardsAreWrittenDownLater() throws Exception {
        JsonNode first = call("v03", "fb-down");
        String dismissed = Clinic.card(first, "ShortCervixTwenty").path("uuid").asText();
        assertThat(feedback(overridden(dismissed, ",\"overrideReason\":{\"reason\":{\"code\":\"patient-refuses\"}}"))
                        .statusCode())
                .isEqualTo(204);

        JsonNode down = parts.with(Breakable.Part.DATABASE_REFUSES, () -> call("v03", "fb-down"));

        assertThat(Clinic.topics(down)).contains("ShortCervixTwenty", "CheckRecord");
        assertThat(Clinic.suppressed(down)).isEmpty();
        String card = Clinic.card(down, "ShortCervixTwenty").path("uuid").asText();
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (written(card) == 0 && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(written(card)).as("written down when the database was back").isEqualTo(1);
        assertThat(Clinic.suppressed(call("v03", "fb-down"))).containsKey("ShortCervixTwenty");
    }

    private int written(String card) {
        Integer count = jdbc.queryForObject("SELECT COUNT(*) FROM SCREENING_CARD WHERE CARD = ?", Integer.class, card);
        return count == null ? 0 : count;
    }

    @Test
    void reportsWhatBecameOfTheCards() throws Exception {
        HttpResponse<String> json =
                report("?from=2026-06-01&to=2026-06-30&service=" + Clinic.START, "application/json");
        assertThat(json.statusCode()).isEqualTo(200);
        JsonNode cards = JSON.readTree(json.body()).path("cards");
        cards.forEach(row -> assertThat(row.path("issued").asLong())
                .isEqualTo(row.path("accepted").asLong()
                        + row.path("overridden").asLong()
                        + row.path("ignored").asLong()
                        + row.path("waiting").asLong()));
        HttpResponse<String> csv = report("", "text/csv");
        assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(csv.body()).startsWith("tenant,service,topic,indicator,count_of,reason,count\r\n");
        assertThat(report("?format=csv", "application/json").body()).startsWith("tenant,");
        assertThat(report("?from=yesterday", "*/*").statusCode()).isEqualTo(400);
        assertThat(report("?from=2026-06-02&to=2026-06-01", "*/*").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> report(String query, String accept) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(http.address("/reports/cards" + query))
                        .header("Accept", accept)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
