package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must hold for every answer of a hook as the reader sees it. Each law throws an {@link AssertionError}. */
public final class CardLaws {

    /** What no card may conclude, in the languages of the artifacts. */
    static final Pattern BANNED = Pattern.compile(
            "\\b(low[- ]risk|normal\\w*|ruled? out|reassur\\w*|no problems?"
                    + "|bajo riesgo|riesgo bajo|descartad[oa]s?|tranquiliza\\w*|sin problemas?)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    private static final String ASSESSMENT = "/extension/org.cervicalinsufficiency.assessment";
    private static final List<String> UNTOUCHED = List.of("route", "gestationalAge", "factors", "missing", "profile");

    private CardLaws() {}

    /** Summary, detail, labels of sources, links, suggestions and override reasons, drafts and the assessment. */
    static void promisesNothing(JsonNode answer) {
        assertThat(strings(answer).filter(text -> BANNED.matcher(text).find())).isEmpty();
    }

    /** Two calls that differ in free text and displays only have the same answer. */
    static void noTextOfTheChartIsShown(JsonNode harmless, JsonNode hostile) {
        assertThat(hostile).isEqualTo(harmless);
    }

    /** Clarification 3: the same cards, a card that says what was not seen, and nothing that looks final. */
    public static void onlyTheGapIsAdded(JsonNode own, JsonNode mixed, List<String> keys) {
        JsonNode before = own.at(ASSESSMENT);
        JsonNode after = mixed.at(ASSESSMENT);
        UNTOUCHED.forEach(member -> assertThat(after.path(member)).as(member).isEqualTo(before.path(member)));
        String tier = before.path("tier").asText();
        assertThat(after.path("tier").asText()).isEqualTo(tier.equals("no-factor-found") ? "indeterminate" : tier);
        assertThat(after.path("provisional").asBoolean()
                        || after.path("tier").asText().equals("indeterminate"))
                .as("not final")
                .isTrue();
        List<String> named = new ArrayList<>();
        after.path("notAssessed").forEach(gap -> named.add(gap.asText().replaceFirst(": .*", "")));
        assertThat(named).containsExactlyInAnyOrderElementsOf(keys);

        Map<String, JsonNode> cardsBefore = cards(own);
        Map<String, JsonNode> cardsAfter = cards(mixed);
        JsonNode check = cardsAfter.remove("CheckRecord");
        cardsBefore.remove("CheckRecord");
        assertThat(check != null || after.path("route").asText().equals("acute"))
                .as("a card says what was not seen")
                .isTrue();
        assertThat(cardsAfter).isEqualTo(cardsBefore);
        mixed.path("cards")
                .forEach(card -> assertThat(card.path("detail").asText()).contains("Could not be read"));
    }

    /** The cards by topic, each without its detail, which names the gap. */
    private static Map<String, JsonNode> cards(JsonNode answer) {
        Map<String, JsonNode> cards = new TreeMap<>();
        for (JsonNode card : answer.path("cards")) {
            ObjectNode bare = card.deepCopy();
            bare.remove("detail");
            cards.put(card.at("/source/topic/code").asText(), bare);
        }
        return cards;
    }

    /** Every text below a node. */
    static Stream<String> strings(JsonNode node) {
        List<String> strings = new ArrayList<>();
        if (node.isTextual()) {
            strings.add(node.asText());
        }
        node.forEach(child -> strings(child).forEach(strings::add));
        return strings.stream();
    }
}
