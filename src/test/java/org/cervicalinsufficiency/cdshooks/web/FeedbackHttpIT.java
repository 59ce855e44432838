package org.cervicalinsufficiency.cdshooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import org.cervicalinsufficiency.feedback.FeedbackInMemory;
import org.cervicalinsufficiency.feedback.FeedbackStore;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** Feedback over a real socket with a store that keeps everything, or nothing. */
@SpringBootTest(
        classes = HookServer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "screening.hooks.max-body-bytes=65536",
            "screening.hooks.allowed-origins=https://ehr.example,http://localhost:4300"
        })
@ActiveProfiles(HookServer.ALONE)
class FeedbackHttpIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GOOD =
            "{\"card\":\"c\",\"outcome\":\"overridden\",\"outcomeTimestamp\":\"2026-06-15T10:00:00Z\"}";

    private final HttpClient client = HttpClient.newHttpClient();
    private final FeedbackInMemory store;

    @LocalServerPort
    private int port;

    @Autowired
    FeedbackHttpIT(FeedbackInMemory store) {
        this.store = store;
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        URI address =
                URI.create("http://127.0.0.1:" + port + "/cds-services/cervical-insufficiency-patient-view/feedback");
        return client.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .header("Origin", "https://ehr.example")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aStoreThatDoesNotWorkIsToldSoThatTheClientSendsItAgain() throws Exception {
        store.breakDown(true);
        try {
            HttpResponse<String> answer = post("{\"feedback\":[" + GOOD + "]}");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("30");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("https://ehr.example");
            assertThat(JSON.readTree(answer.body()).at("/issue/0/code").asText())
                    .isEqualTo("transient");
        } finally {
            store.breakDown(false);
        }
        assertThat(post("{\"feedback\":[" + GOOD + "]}").statusCode()).isEqualTo(204);
    }

    @Test
    void whateverIsSentNothingFailsAndEachItemIsKeptOrNamed() throws Exception {
        Random random = new Random(20260615);
        int taken = 0;
        int refused = 0;
        for (int round = 0; round < 600; round++) {
            ArrayNode items = JSON.createArrayNode();
            for (int number = random.nextInt(4); number >= 0; number--) {
                items.add(item(random));
            }
            var before = store.taken();
            assertThat(before).isNotNull();
            HttpResponse<String> answer = post("{\"feedback\":" + items + "}");
            List<FeedbackStore.Kept> kept = store.taken();
            if (answer.statusCode() == 204) {
                assertThat(kept).hasSize(items.size());
                taken++;
            } else {
                assertThat(answer.statusCode()).as(items.toString()).isEqualTo(kept.isEmpty() ? 400 : 200);
                assertThat(kept.size()).isLessThan(items.size());
                assertThat(JSON.readTree(answer.body()).path("resourceType").asText())
                        .isEqualTo("OperationOutcome");
                refused++;
            }
        }
        assertThat(taken).isGreaterThan(50);
        assertThat(refused).isGreaterThan(50);
    }

    private static ObjectNode item(Random random) throws IOException {
        ObjectNode item = (ObjectNode) JSON.readTree(GOOD);
        item.put("card", text(random));
        String[] members = {"card", "outcome", "outcomeTimestamp", "acceptedSuggestions", "overrideReason", "other"};
        if (random.nextInt(3) == 0) {
            item.set(members[random.nextInt(members.length)], value(random, 0));
        }
        return item;
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 4 : 6)) {
            case 0 -> JSON.getNodeFactory().textNode(text(random));
            case 1 -> JSON.getNodeFactory().numberNode(random.nextLong());
            case 2 -> JSON.getNodeFactory().nullNode();
            case 3 -> JSON.getNodeFactory().textNode("accepted");
            case 4 -> JSON.createArrayNode().add(value(random, depth + 1));
            default -> {
                String[] names = {"id", "reason", "code", "system", "display", "userComment", "extension"};
                ObjectNode object = JSON.createObjectNode();
                object.set(names[random.nextInt(names.length)], value(random, depth + 1));
                yield object;
            }
        };
    }

    /** Any whole characters, controls and those beyond the basic plane among them. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(40); length >= 0; length--) {
            int point = random.nextInt(5) == 0 ? random.nextInt(Character.MAX_CODE_POINT + 1) : 1 + random.nextInt(126);
            text.appendCodePoint(point >= 0xD800 && point <= 0xDFFF ? 'x' : point);
        }
        return text.toString();
    }
}
