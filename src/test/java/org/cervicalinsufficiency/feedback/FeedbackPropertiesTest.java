package org.cervicalinsufficiency.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.cervicalinsufficiency.cdshooks.InvalidCall;
import org.cervicalinsufficiency.cdshooks.StrictJson;

/** Whatever is sent is taken whole or refused with words; nothing in between, and no failure. */
class FeedbackPropertiesTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FeedbackReader reader = new FeedbackReader();

    /** Anything that may stand where a member is. */
    @Provide
    Arbitrary<JsonNode> anything() {
        Arbitrary<JsonNode> text = Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(300),
                        Arbitraries.of("accepted", "overridden", "2026-06-15T10:00:00Z", "", " "))
                .map(NODES::textNode);
        Arbitrary<JsonNode> scalar = Arbitraries.oneOf(
                text,
                Arbitraries.integers().map(NODES::numberNode),
                Arbitraries.of(NODES.nullNode(), NODES.booleanNode(true)));
        return Arbitraries.lazyOf(
                () -> scalar,
                () -> scalar,
                () -> anything().list().ofMaxSize(2).map(list -> {
                    ArrayNode array = NODES.arrayNode();
                    array.addAll(list);
                    return array;
                }),
                () -> Combinators.combine(names(), anything()).as((name, value) -> {
                    ObjectNode object = NODES.objectNode();
                    object.set(name, value);
                    return object;
                }));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of("id", "reason", "code", "system", "display", "userComment", "extension", "other");
    }

    @Provide
    Arbitrary<ObjectNode> items() {
        Arbitrary<String> ids =
                Arbitraries.strings().ofMinLength(1).ofMaxLength(255).filter(text -> text.indexOf(0) < 0);
        Arbitrary<ObjectNode> good = Combinators.combine(ids, Arbitraries.of(Outcome.values()), ids)
                .as((card, outcome, suggestion) -> {
                    ObjectNode item = NODES.objectNode()
                            .put("card", card)
                            .put("outcome", outcome.code())
                            .put("outcomeTimestamp", "2026-06-15T10:00:00Z");
                    item.putArray("acceptedSuggestions").addObject().put("id", suggestion);
                    return item;
                });
        Arbitrary<String> members = Arbitraries.of(
                "card", "outcome", "outcomeTimestamp", "acceptedSuggestions", "overrideReason", "overrideReasons");
        Arbitrary<ObjectNode> odd = Combinators.combine(good, members, anything())
                .as((item, member, value) -> {
                    ObjectNode changed = item.deepCopy();
                    changed.set(member, value);
                    return changed;
                });
        return Arbitraries.oneOf(good, odd);
    }

    @Property(tries = 2000)
    void eachItemIsTakenOrRefusedWithWords(@ForAll("batches") List<ObjectNode> items) throws Exception {
        ObjectNode body = NODES.objectNode();
        items.forEach(body.putArray("feedback")::add);
        byte[] bytes = JSON.writeValueAsBytes(body);
        try {
            FeedbackBatch read = reader.read(StrictJson.read(bytes));
            long bad = read.defects().stream()
                    .map(defect -> defect.member().replaceFirst("].*", ""))
                    .distinct()
                    .count();
            assertThat(read.items().size() + bad).isEqualTo(items.size());
        } catch (InvalidFeedback refused) {
            assertThat(refused.defects()).isNotEmpty().allSatisfy(defect -> {
                assertThat(defect.member()).startsWith("feedback");
                assertThat(defect.sentence()).contains(defect.member()).endsWith(".");
            });
        } catch (InvalidCall notJson) {
            assertThat(notJson.sentence()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<List<ObjectNode>> batches() {
        return items().list().ofMaxSize(5);
    }

    @Property(tries = 500)
    void anyTextCanBeAnId(@ForAll String id) throws Exception {
        ObjectNode body = NODES.objectNode();
        body.putArray("feedback")
                .addObject()
                .put("card", id)
                .put("outcome", "overridden")
                .put("outcomeTimestamp", "2026-06-15T10:00:00Z");
        byte[] bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        int length = id.codePointCount(0, id.length());
        try {
            List<FeedbackItem> read = reader.read(StrictJson.read(bytes)).items();
            assertThat(length).isBetween(1, 255);
            assertThat(read)
                    .singleElement()
                    .satisfies(item -> assertThat(StandardCharsets.UTF_8.encode(item.card()))
                            .isEqualTo(StandardCharsets.UTF_8.encode(id)));
        } catch (InvalidFeedback refused) {
            assertThat(length < 1 || length > 255 || id.indexOf(0) >= 0).isTrue();
        }
    }
}
