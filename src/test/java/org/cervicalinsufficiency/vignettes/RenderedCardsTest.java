package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.knowledge.Assessment.Assessed;
import org.cervicalinsufficiency.knowledge.Fact;
import org.cervicalinsufficiency.knowledge.Wording;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The cards of every vignette in both languages, as they are read: their order, their reasons, their form. */
class RenderedCardsTest {

    private static final HookInProcess HOOK = new HookInProcess(SharedKnowledge.knowledge());
    private static final Wording WORDING = SharedKnowledge.knowledge().wording();
    private static final int SUMMARY_LIMIT = 139;
    private static final String DATE = "\\d{4}(-\\d{2}){0,2}";

    /** After what to do: why, what does not fit, is missing, was not read or not used, what makes it provisional. */
    private static final List<String> ORDER = List.of(
            "heading-why",
            "heading-doubts",
            "heading-missing",
            "heading-not-read",
            "heading-not-used",
            "heading-provisional",
            "line-tier-route",
            "heading-evidence",
            "heading-profile",
            "line-decision-support");

    private static final Set<String> ALWAYS = Set.of("heading-evidence", "heading-profile", "line-decision-support");
    private static final Pattern MARKUP =
            Pattern.compile("[<>`|]|!\\[|]\\(|^#|^\\s{4}|\\{|}|\\*\\*\\*|__", Pattern.MULTILINE);

    /** One answer, with what it was made of. */
    private record Told(Vignette vignette, String profile, String language, JsonNode answer) {
        Assessed assessed() {
            return KnowledgeDoor.assess(vignette, profile);
        }

        Locale locale() {
            return Locale.forLanguageTag(language);
        }

        String word(String code) {
            return WORDING.label("card-text", code).in(locale());
        }
    }

    private static Stream<Told> all() {
        return Vignettes.all().stream()
                .flatMap(vignette -> vignette.profiles().stream()
                        .flatMap(profile -> Stream.of("en", "es")
                                .map(language -> new Told(
                                        vignette,
                                        profile,
                                        language,
                                        HOOK.answer(
                                                HookInProcess.call(vignette), vignette.today(), profile, language)))));
    }

    @TestFactory
    Stream<DynamicTest> areWrittenAsTheyShould() {
        return all().map(told ->
                DynamicTest.dynamicTest(told.vignette().id() + " " + told.profile() + " " + told.language(), () -> {
                    CardLaws.promisesNothing(told.answer());
                    AnswerRules.check(told.answer(), new VignettePatient(told.vignette()).id());
                    told.answer().path("cards").forEach(card -> check(card, told));
                }));
    }

    private static void check(JsonNode card, Told told) {
        String summary = card.path("summary").asText();
        String detail = card.path("detail").asText();
        assertThat(summary).hasSizeBetween(20, SUMMARY_LIMIT).doesNotContain("{", "\n", "**");
        assertThat(MARKUP.matcher(detail).results().map(found -> found.group())).isEmpty();
        assertThat(detail.split("\\*\\*", -1).length % 2).as("bold is closed").isEqualTo(1);
        assertThat(detail.lines().filter(line -> !line.isBlank()))
                .allMatch(line -> line.matches("(- |\\*\\*|\\p{Lu}).*"), "a bullet, a heading or a sentence");
        inOrder(detail, told);
        factsWithValueDateAndOrigin(card, told);
    }

    /** What to do comes first, without a heading; everything else in one order. */
    private static void inOrder(String detail, Told told) {
        List<String> blocks = List.of(detail.split("\n\n"));
        assertThat(blocks.get(0)).startsWith("- ");
        List<Integer> places = new ArrayList<>();
        for (String code : ORDER) {
            String word = told.word(code);
            String start = code.equals("line-decision-support") ? word : "**" + word;
            List<Integer> found = Stream.iterate(0, place -> place + 1)
                    .limit(blocks.size())
                    .filter(place -> blocks.get(place).startsWith(start))
                    .toList();
            assertThat(found.size()).as(code).isBetween(ALWAYS.contains(code) ? 1 : 0, 1);
            places.addAll(found);
        }
        assertThat(places).isSorted().doesNotHaveDuplicates();
        assertThat(blocks.get(blocks.size() - 1)).endsWith(told.word("line-draft"));
        assertThat(section(detail, "**" + told.word("heading-evidence") + "**"))
                .anyMatch(line -> line.startsWith("- " + told.word("label-strength") + ": "));
    }

    private static void factsWithValueDateAndOrigin(JsonNode card, Told told) {
        String topic = card.at("/source/topic/code").asText();
        List<String> lines = section(card.path("detail").asText(), "**" + told.word("heading-why") + "**");
        String dated = " \\((" + DATE + "|" + Pattern.quote(told.word("word-unknown-date")) + "), ("
                + told.word("word-form") + "|" + told.word("word-earlier-form") + "|" + told.word("word-chart")
                + ")(, " + told.word("doubtful") + ")?\\)";
        assertThat(lines).allMatch(line -> line.matches("- .+" + dated), "label, value, date and origin");
        List<Fact> facts = told.assessed().explanation().facts().stream()
                .filter(fact -> !fact.scope().except().contains(topic))
                .toList();
        assertThat(lines.size()).isLessThanOrEqualTo(facts.size());
        for (String line : lines) {
            assertThat(facts)
                    .as(line)
                    .anyMatch(fact -> fact.value().map(line::contains).orElse(true)
                            && fact.valueWord()
                                    .map(told::word)
                                    .map(line::contains)
                                    .orElse(true)
                            && fact.date()
                                    .map(date -> line.contains("(" + date + ","))
                                    .orElseGet(() -> line.contains("(" + told.word("word-unknown-date") + ","))
                            && line.contains(
                                    ", " + told.word("word-" + fact.source().origin()))
                            && line.endsWith(told.word("doubtful") + ")") == fact.doubtful());
        }
    }

    private static List<String> section(String detail, String heading) {
        List<String> blocks = List.of(detail.split("\n\n"));
        int at = blocks.indexOf(heading);
        return at < 0 ? List.of() : blocks.get(at + 1).lines().toList();
    }

    /** The vignettes reach every card of the catalogue, so nothing above is proved for a few cards only. */
    @Test
    void areOfEveryTopic() {
        Set<String> topics = new HashSet<>();
        Vignettes.all()
                .forEach(vignette -> vignette.profiles()
                        .forEach(profile -> KnowledgeDoor.assess(vignette, profile)
                                .recommendations()
                                .forEach(card -> topics.add(card.topic()))));

        assertThat(topics).containsExactlyInAnyOrderElementsOf(WORDING.codes("card-topic"));
    }
}
