package org.cervicalinsufficiency.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Section 5 of the acceptance: what clinicians did with the cards. */
@Acceptance
class FeedbackAcceptanceIT {

    private static final String PATH = Bench.VIEW + "/feedback";
    private static final String WHEN = "2026-06-15T10:00:00Z";
    private static final int BATCH = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FhirHttp http;
    private final Bench bench;
    private final MeterRegistry meters;

    @Autowired
    FeedbackAcceptanceIT(FhirHttp http, MeterRegistry meters) {
        this.http = http;
        this.bench = new Bench(http);
        this.meters = meters;
    }

    private double count(String counter) {
        return meters.find(counter).counters().stream()
                .mapToDouble(each -> each.count())
                .sum();
    }

    private double stored() {
        return count("cds.feedback");
    }

    private static ObjectNode item(String card, String outcome) {
        ObjectNode item = JSON.createObjectNode();
        return item.put("card", card).put("outcome", outcome).put("outcomeTimestamp", WHEN);
    }

    private static ObjectNode accepted(String card, String suggestion) {
        ObjectNode item = item(card, "accepted");
        item.putArray("acceptedSuggestions").addObject().put("id", suggestion);
        return item;
    }

    private static String body(JsonNode... items) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode feedback = body.putArray("feedback");
        Stream.of(items).forEach(feedback::add);
        return body.toString();
    }

    private static String uuid() {
        return UUID.randomUUID().toString();
    }

    private void storesOnce(String body) {
        double before = stored();
        assertThat(bench.post(PATH, body).status()).as(body).isBetween(200, 299);
        assertThat(stored() - before).as(body).isEqualTo(1);
    }

    @Test
    void ac53aStoresAnAcceptedSuggestion() {
        JsonNode card = bench.answered(Bodies.other()).json().path("cards").path(0);

        storesOnce(body(accepted(
                card.path("uuid").asText(), card.at("/suggestions/0/uuid").asText("none"))));
    }

    @Test
    void ac53bStoresAnOverrideWithoutReason() {
        storesOnce(body(item(uuid(), "overridden")));
    }

    /** Read back in the report of the tenant, under that very code; the comment stands nowhere but with the item. */
    @Test
    void ac53cStoresAReasonAndAComment() {
        JsonNode card = bench.answered(Bodies.other()).json().path("cards").path(0);
        String code = "reason-of-" + uuid();
        ObjectNode item = item(card.path("uuid").asText(), "overridden");
        ObjectNode reason = item.putObject("overrideReason");
        reason.putObject("reason").put("code", code).put("system", "http://example.org/reasons");
        reason.put("userComment", "Comment-that-stays-here");

        storesOnce(body(item));

        String report = reportOf(card.at("/source/topic/code").asText());
        assertThat(report).contains(code).doesNotContain("Comment-that-stays-here");
        assertThat(meters.getMeters())
                .extracting(meter -> String.valueOf(meter.getId()))
                .anyMatch(meter -> meter.contains("cds.feedback"))
                .noneMatch(meter -> meter.contains("Comment-that-stays-here") || meter.contains(code));
    }

    /** The line of a topic in the report of alpha, once it counts an override. */
    private String reportOf(String topic) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> StreamSupport.stream(report().path("cards").spliterator(), false)
                                .filter(row -> row.path("topic").asText().equals(topic))
                                .map(row -> row.path("overriddenBecause").toString())
                                .collect(Collectors.joining()),
                        because -> because.contains("reason-of-"));
    }

    private JsonNode report() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(http.address("/reports/cards"))
                .header("Authorization", TestTokens.access("alpha-operator", "").bearer())
                .build();
        return JSON.readTree(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    @Test
    void ac53dUnderstandsEpic() {
        ObjectNode plural = item(uuid(), "overridden");
        plural.putObject("overrideReasons")
                .putObject("reason")
                .put("code", "1")
                .put("system", "urn:com.epic ")
                .put("display", "Not now");
        ObjectNode extension = item("123456-" + uuid(), "overridden");
        ObjectNode names = extension.putObject("overrideReasons").putObject("extension");
        for (String name : new String[] {"reasonCategory", "reasonDisplay", "reasonTitle"}) {
            names.put("com.epic.cdshooks.feedback.overrideReason." + name, "Other");
        }

        storesOnce(body(plural));
        storesOnce(body(extension));
    }

    @Test
    void ac53eStoresABatch() {
        double before = stored();

        JsonNode[] items =
                Stream.generate(() -> item(uuid(), "overridden")).limit(BATCH).toArray(JsonNode[]::new);
        assertThat(bench.post(PATH, body(items)).status()).isBetween(200, 299);

        assertThat(stored() - before).isEqualTo(BATCH);
    }

    @Test
    void ac53fCountsARepeatOnce() {
        String body = body(accepted(uuid(), uuid()));
        storesOnce(body);
        double before = stored();
        double repeats = count("cds.feedback.duplicate");

        assertThat(bench.post(PATH, body).status()).isBetween(200, 299);

        assertThat(stored()).isEqualTo(before);
        assertThat(count("cds.feedback.duplicate") - repeats).isEqualTo(1);
    }

    @Test
    void ac53gStoresWhatItDoesNotKnow() {
        storesOnce(body(accepted("never-issued-" + uuid(), "x")));
    }

    static Stream<String> bad() {
        return Stream.of(
                changed(item -> item.remove("outcome")),
                changed(item -> item.put("outcome", "ignored")),
                changed(item -> item.put("outcome", "accepted")),
                changed(item -> item.put("outcome", "accepted").putArray("acceptedSuggestions")),
                changed(item -> item.put("outcomeTimestamp", "yesterday")),
                changed(item -> item.remove("card")),
                "{\"other\":1}",
                "{}",
                "{\"feedback\":{}}",
                "{\"feedback\":[]}");
    }

    private static String changed(Consumer<ObjectNode> change) {
        ObjectNode item = item(uuid(), "overridden");
        change.accept(item);
        return body(item);
    }

    @ParameterizedTest(name = "AC-53h {0}")
    @MethodSource("bad")
    void ac53hRefusesAnItemThatSaysNothing(String body) {
        double before = stored();

        assertThat(bench.post(PATH, body).status()).isEqualTo(400);

        assertThat(stored()).isEqualTo(before);
    }
}
