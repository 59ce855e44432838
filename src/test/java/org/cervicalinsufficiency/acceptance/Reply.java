package org.cervicalinsufficiency.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An answer of the server. */
record Reply(int status, Map<String, List<String>> headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Reply of(HttpResponse<String> response) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(response.headers().map());
        return new Reply(response.statusCode(), headers, response.body());
    }

    List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }

    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("The answer is not JSON: " + body, notJson);
        }
    }

    /** The first issue of an OperationOutcome. */
    JsonNode issue() {
        return json().path("issue").path(0);
    }

    /** The answer without the uuids of its cards: what two answers must have in common. */
    JsonNode withoutUuids() {
        JsonNode answer = json().deepCopy();
        answer.findParents("uuid").forEach(parent -> ((ObjectNode) parent).remove("uuid"));
        return answer;
    }

    /** The cards without their uuids. */
    JsonNode cards() {
        return withoutUuids().path("cards");
    }

    List<String> uuids() {
        return json().path("cards").findValuesAsText("uuid");
    }

    List<String> topics() {
        return json().path("cards").findValues("topic").stream()
                .map(topic -> topic.path("code").asText())
                .toList();
    }
}
