package org.cervicalinsufficiency.vignettes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.tenant.DetailFormat;
import org.cervicalinsufficiency.tenant.Presentation;

/**
 * Answers of the hook to calls about made-up patients, from the bytes of the body to the cards as they are read. {@link
 * CardLawsTest} shows that each law can be broken.
 */
class CardPropertiesTest {

    private static final HookInProcess HOOK = new HookInProcess(SharedKnowledge.knowledge());
    private static final List<String> KEYS =
            List.of("conditions", "observations", "procedures", "forms", "communications", "service-requests");

    @Provide
    Arbitrary<RandomStory> stories() {
        return RandomStory.any();
    }

    @Provide
    Arbitrary<String> profiles() {
        return Arbitraries.of("us", "uk");
    }

    @Provide
    Arbitrary<String> languages() {
        return Arbitraries.of("en", "es");
    }

    /** Words of the pool of hostile texts, and any others; no Latin letters there, since a few words are read on purpose. */
    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<String> any = Arbitraries.strings()
                .withCharRange(' ', '@')
                .withCharRange('\u0370', '\u06FF')
                .withCharRange('\u2000', '\u206F')
                .ofMinLength(1)
                .ofMaxLength(60)
                .filter(text -> !text.isBlank());
        return Arbitraries.oneOf(Arbitraries.of(ChartTexts.HOSTILE), any)
                .list()
                .ofMinSize(3)
                .ofMaxSize(8);
    }

    private static JsonNode answer(JsonNode call, RandomStory story, String profile, String language) {
        return HOOK.answer(call, story.vignette().today(), profile, language);
    }

    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void noAnswerPromisesAnything(
            @ForAll("stories") RandomStory story,
            @ForAll("profiles") String profile,
            @ForAll("languages") String language) {
        JsonNode answer = answer(HookInProcess.call(story.vignette()), story, profile, language);

        CardLaws.promisesNothing(answer);

        List<String> topics =
                answer.findValuesAsText("code").stream().distinct().toList();
        Statistics.label("an acute card").collect(topics.stream().anyMatch(ScreeningLaws.ACUTE::contains));
        Statistics.label("an acute card").coverage(seen -> {
            seen.check(true).count(count -> count >= 5);
            seen.check(false).count(count -> count >= 5);
        });
    }

    @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED)
    void noTextOfTheChartIsShown(
            @ForAll("stories") RandomStory story,
            @ForAll("texts") List<String> texts,
            @ForAll("languages") String language,
            @ForAll DetailFormat format,
            @ForAll Random random) {
        ObjectNode call = HookInProcess.call(story.vignette());
        ObjectNode harmless = new ChartTexts(() -> "x").in(call);
        ObjectNode hostile = new ChartTexts(() -> texts.get(random.nextInt(texts.size()))).in(call);

        CardSettings settings =
                CardSettings.usual("us", "en", Optional.empty()).in(new Presentation(format, List.of(), false));
        LocalDate today = story.vignette().today();

        JsonNode answer = HOOK.answer(hostile, today, settings, language);

        CardLaws.noTextOfTheChartIsShown(HOOK.answer(harmless, today, settings, language), answer);
        CardLaws.promisesNothing(answer);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED)
    void anotherPatientsEntriesAreAGapAndNothingElse(
            @ForAll("stories") RandomStory story,
            @ForAll("stories") RandomStory other,
            @ForAll("profiles") String profile,
            @ForAll Random random) {
        ObjectNode call = HookInProcess.call(story.vignette());
        ObjectNode foreign = HookInProcess.call(other.vignette("v01-another"));
        ObjectNode mixed = call.deepCopy();
        List<String> filled = KEYS.stream()
                .filter(key -> mix((ObjectNode) mixed.at("/prefetch/" + key), foreign.at("/prefetch/" + key), random))
                .toList();

        CardLaws.onlyTheGapIsAdded(answer(call, story, profile, "en"), answer(mixed, story, profile, "en"), filled);

        Statistics.label("keys with entries of another").collect(filled.size() > 1);
        Statistics.label("keys with entries of another")
                .coverage(seen -> seen.check(true).percentage(share -> share >= 20));
    }

    /** Puts the entries of one Bundle between those of another; false where there are none. */
    private static boolean mix(ObjectNode bundle, JsonNode others, Random random) {
        ArrayNode entries = bundle.withArray("entry");
        for (JsonNode entry : others.path("entry")) {
            entries.insert(random.nextInt(entries.size() + 1), entry);
        }
        if (others.path("entry").isEmpty()) {
            return false;
        }
        bundle.put("total", entries.size());
        return true;
    }
}
