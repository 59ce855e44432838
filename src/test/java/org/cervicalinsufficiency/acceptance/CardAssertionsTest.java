package org.cervicalinsufficiency.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The assertions on cards find what they are there for: also a value of another type that reads like a good one. */
class CardAssertionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static ObjectNode card() throws Exception {
        return (ObjectNode) JSON.readTree("""
                {"uuid": "%s", "summary": "12", "indicator": "info", "detail": "**12**",
                 "source": {"label": "12", "url": "https://ehr.example/",
                            "topic": {"code": "12", "system": "12", "display": "12"}},
                 "overrideReasons": [{"code": "12", "system": "12", "display": "12"}],
                 "links": [{"label": "12", "url": "https://ehr.example/x", "type": "absolute"}]}
                """.formatted(UUID.randomUUID()));
    }

    private static Set<String> check(JsonNode card) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putArray("cards").add(card);
        return new CardAssertions("p1", Set.of("ehr.example")).check(new Reply(200, Map.of(), answer.toString()));
    }

    @Test
    void passAGoodCard() throws Exception {
        assertThat(check(card())).contains("info", "absolute");
    }

    @ParameterizedTest(name = "{0}/{1} as {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "|summary|12",
                "|summary|[\"12\"]",
                "|indicator|1",
                "|detail|12",
                "|source|\"12\"",
                "|uuid|12",
                "/source|label|12",
                "/source|url|true",
                "/source|topic|\"12\"",
                "/source/topic|code|12",
                "/source/topic|system|12",
                "/source/topic|display|12",
                "/overrideReasons/0|code|12",
                "/overrideReasons/0|display|12",
                "|links|{}",
                "|suggestions|\"12\"",
                "/links/0|label|12",
                "/links/0|type|1"
            })
    void findAnotherType(String at, String member, String value) throws Exception {
        ObjectNode card = card();
        ((ObjectNode) (at == null ? card : card.at(at))).set(member, JSON.readTree(value));

        assertThatThrownBy(() -> check(card)).isInstanceOf(AssertionError.class);
    }
}
