package org.cervicalinsufficiency.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** What holds for every answer of every test (BN9, AC-49). */
final class EveryAnswer {

    private static final Pattern INTERNALS = Pattern.compile(
            "\\b(java|jakarta|org|com|ca)\\.[a-z]+\\.[A-Za-z.]+(Exception|Error)\\b|\\bat [a-z]+\\.[\\w.$]+\\(");

    private EveryAnswer() {}

    static void check(String method, Reply reply) {
        assertThat(reply.status())
                .as("never a defect of ours: %s", reply.body())
                .isLessThan(500);
        assertThat(INTERNALS.matcher(reply.body()).find()).as(reply.body()).isFalse();
        if (!reply.body().isEmpty()) {
            assertThat(reply.header("Content-Type"))
                    .singleElement()
                    .asString()
                    .matches("application/json(;charset=utf-8)?");
            hasNothingEmpty("", reply.json());
        }
        if (reply.status() >= 400 && !method.equals("HEAD")) {
            assertThat(reply.header("Cache-Control")).as("E15").contains("no-store");
            assertThat(reply.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        }
    }

    private static void hasNothingEmpty(String at, JsonNode node) {
        boolean allowed = at.equals("/cards") || at.equals("/services");
        boolean empty = node.isNull()
                || (node.isTextual() && node.asText().isEmpty())
                || (node.isContainerNode() && node.isEmpty() && !allowed);
        assertThat(empty).as("%s is null or empty", at).isFalse();
        node.properties().forEach(member -> hasNothingEmpty(at + "/" + member.getKey(), member.getValue()));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            hasNothingEmpty(at + "/" + i, node.get(i));
        }
    }
}
