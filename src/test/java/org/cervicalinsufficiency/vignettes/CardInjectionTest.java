package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.cdshooks.MarkdownText;
import org.junit.jupiter.api.Test;

/**
 * What somebody writes into a chart never becomes markup of a card: no HTML, picture, link or address comes from data.
 *
 * <p>A long run: {@code mvn test -Dtest=CardInjectionTest -Djqwik.tries.default=1000000}.
 */
class CardInjectionTest {

    private static final HookInProcess HOOK = new HookInProcess(SharedKnowledge.knowledge());
    private static final int SUMMARY_LIMIT = 139;

    /** Members that hold what a person typed, or a device sent. */
    private static final Set<String> TYPED = Set.of("text", "display", "unit", "family", "valueString", "title");

    /** What the cards are made of. */
    private static final Set<String> OUR_KINDS =
            Set.of("Document", "Paragraph", "BulletList", "ListItem", "StrongEmphasis", "Text", "SoftLineBreak");

    @Provide
    Arbitrary<RandomStory> stories() {
        return RandomStory.any();
    }

    /** Pieces of markup, addresses and invisible characters in any order, and any other characters between them. */
    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> piece = Arbitraries.of(
                "<",
                ">",
                "</",
                "/>",
                "<img src=x onerror=alert(1)>",
                "<script>",
                "<!--",
                "-->",
                "<a href=",
                "<x@y.z>",
                "[",
                "](",
                "](javascript:",
                ")",
                "![",
                "[a]: ",
                "][",
                "http://",
                "https://evil.example/",
                "HTTP://",
                "ftp:",
                "www.",
                "WWW.evil.example",
                "mailto:",
                "xmpp:",
                "a@b.example",
                "@",
                "://",
                ":",
                "*",
                "**",
                "_",
                "__",
                "~~",
                "`",
                "```",
                "#",
                "# ",
                "\n",
                "\n\n",
                "\r",
                "\t",
                "    ",
                "- ",
                "+ ",
                "1. ",
                "1) ",
                "> ",
                "|",
                "| a | b |\n|---|---|",
                "---",
                "===",
                "\\",
                "\\\\",
                "&lt;",
                "&#60;",
                "&#x3C;",
                "&colon;",
                "{",
                "}",
                "!",
                "=",
                "\u202E",
                "\u2066",
                "\u200B",
                "\u00AD",
                "\u0000",
                "\u2028",
                "\uFEFF",
                "\u0301",
                "\uD83E\uDD30",
                "\u5B50",
                "\uFF1A",
                "\u2024",
                "a",
                "b",
                "evil.example",
                "7",
                " ");
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(12);
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(5, piece), net.jqwik.api.Tuple.of(1, any))
                .list()
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }

    /** The escaper alone, at the three kinds of places a value can stand: first in a line, in a line, in a list. */
    @Property(shrinking = ShrinkingMode.BOUNDED)
    void noTextBecomesMarkup(@ForAll("hostile") String raw) {
        String safe = MarkdownText.escape(raw, 200);
        String plain = MarkdownText.plain(raw, 200);

        for (String place : List.of("%s", "Length: %s mm", "- %s", "- Reason: %s (2026)\n- next", "**Reason:** %s")) {
            RenderedMarkdown rendered = RenderedMarkdown.of(place.formatted(safe));
            assertThat(rendered.kindsBeside(OUR_KINDS)).as(place).isEmpty();
            assertThat(rendered.text()).as(place).contains(plain.strip());
        }
        assertThat(plain.length()).isLessThanOrEqualTo(200);
    }

    /** The whole way of a call: every text of the chart is hostile, the cards are rendered. */
    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void noCardHasMarkupOfTheChart(
            @ForAll("stories") RandomStory story,
            @ForAll("hostile") String one,
            @ForAll("hostile") String two,
            @ForAll Random random) {
        checkCards(story, List.of(one, two, one + two), random);
    }

    /** The same for the flag above: with it, this runs as often as asked for. */
    @Property(tries = 50, shrinking = ShrinkingMode.BOUNDED)
    void noCardHasMarkupOfKnownAttacks(@ForAll("stories") RandomStory story, @ForAll Random random) {
        checkCards(story, ChartTexts.HOSTILE, random);
    }

    private static void checkCards(RandomStory story, List<String> texts, Random random) {
        ObjectNode call = HookInProcess.call(story.vignette());
        List<String> targets = new ArrayList<>();
        HOOK.answer(call, story.vignette().today(), "us", "en")
                .path("cards")
                .forEach(card -> targets.addAll(
                        RenderedMarkdown.of(card.path("detail").asText()).targets()));

        JsonNode answer =
                HOOK.answer(poisoned(call, texts, random), story.vignette().today(), "us", "en");

        for (JsonNode card : answer.path("cards")) {
            RenderedMarkdown detail = RenderedMarkdown.of(card.path("detail").asText());
            assertThat(detail.kindsBeside(OUR_KINDS)).isEmpty();
            assertThat(targets).containsAll(detail.targets());
            assertThat(card.path("summary").asText()).hasSizeBetween(1, SUMMARY_LIMIT);
            assertThat(RenderedMarkdown.of(card.path("summary").asText()).targets())
                    .isEmpty();
            assertThat(card.findValuesAsText("label")).noneMatch(texts::contains);
            assertThat(card.findValuesAsText("url")).allMatch(url -> url.startsWith("https://"));
        }
    }

    private static ObjectNode poisoned(ObjectNode call, List<String> texts, Random random) {
        ObjectNode poisoned = call.deepCopy();
        ObjectNode prefetch = (ObjectNode) poisoned.get("prefetch");
        ObjectNode name =
                ((ObjectNode) prefetch.get("patient")).putArray("name").addObject();
        name.put("text", "x").put("family", "x").putArray("given").add(pick(texts, random));
        prefetch.findValues("resource").forEach(resource -> {
            if (resource instanceof ObjectNode object) {
                object.putArray("note").addObject().put("text", "x");
                if (resource.path("resourceType").asText().equals("Observation")) {
                    object.withObject("/method").put("text", "x");
                    object.withObject("/bodySite").put("text", "x");
                }
            }
        });
        poison(prefetch, texts, random);
        return poisoned;
    }

    private static void poison(JsonNode node, List<String> texts, Random random) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> {
                if (TYPED.contains(member.getKey()) && member.getValue().isTextual()) {
                    member.setValue(new TextNode(pick(texts, random)));
                }
                poison(member.getValue(), texts, random);
            });
        } else if (node instanceof ArrayNode array) {
            array.forEach(child -> poison(child, texts, random));
        }
    }

    private static String pick(List<String> texts, Random random) {
        String text = texts.get(random.nextInt(texts.size()));
        return text.codePoints().allMatch(Character::isWhitespace) || hasLoneSurrogate(text) ? "x<b>" : text;
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    }

    /** The net of this test has no holes: each of these would be caught. */
    @Test
    void catchesMarkup() {
        for (String markup : List.of(
                "<b>",
                "<img src=x>",
                "![x](y)",
                "[x](y)",
                "https://evil.example",
                "www.evil.example",
                "a@evil.example",
                "<https://x.example>",
                "`x`",
                "_x_",
                "# x",
                "~~x~~",
                "|a|b|\n|---|---|\n|c|d|")) {
            assertThat(RenderedMarkdown.of(markup).kindsBeside(OUR_KINDS))
                    .as(markup)
                    .isNotEmpty();
        }
    }
}
