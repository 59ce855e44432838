package org.cervicalinsufficiency.vignettes;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsCoverage;
import org.cervicalinsufficiency.SharedKnowledge;

/**
 * The laws of screening for made-up patients. Each property also counts what it has seen, and fails where the patients
 * drawn never come near the cases that it is about. {@link ScreeningLawsTest} shows that each law can be broken.
 */
class ScreeningPropertiesTest {

    private static final List<String> TIERS = List.of("high", "intermediate", "indeterminate", "no-factor-found");
    private static final int MOVEMENTS_FROM = 168;
    private static final ScreeningLaws LAWS = new ScreeningLaws(SharedKnowledge.knowledge());

    @Provide
    Arbitrary<RandomStory> stories() {
        return RandomStory.any();
    }

    @Provide
    Arbitrary<String> profiles() {
        return Arbitraries.of("us", "uk");
    }

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    void notKnowingNeverLowersTheTier(
            @ForAll("stories") RandomStory story, @ForAll("profiles") String profile, @ForAll Random random) {
        List<String> linkIds = Stream.concat(RandomStory.HISTORY.stream(), RandomStory.CHOSEN_FACTORS.keySet().stream())
                .sorted()
                .toList();
        String linkId = linkIds.get(random.nextInt(linkIds.size()));
        RandomStory no = story.with(linkId, RandomStory.HISTORY.contains(linkId) ? "no" : none(linkId));

        LAWS.neverLowersTheTier(no, story.with(linkId, "don't know"), profile);
        LAWS.neverLowersTheTier(no, story.with(linkId, "blank"), profile);
        LAWS.neverLowersTheTier(story.with(linkId, "blank"), story.with(linkId, "don't know"), profile);
        tiersAreSeen(no, profile);
    }

    private static String none(String linkId) {
        return linkId.equals("cong.collagen") ? "no" : "none";
    }

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    void aFurtherRiskFactorNeverLowersTheTier(
            @ForAll("stories") RandomStory story, @ForAll("profiles") String profile, @ForAll Random random) {
        String linkId = RandomStory.HISTORY.get(random.nextInt(RandomStory.HISTORY.size()));
        LAWS.neverLowersTheTier(story.with(linkId, "no"), story.with(linkId, "yes"), profile);
        LAWS.neverLowersTheTier(story.with(linkId, "don't know"), story.with(linkId, "yes"), profile);

        List<Map.Entry<String, String>> chosen = List.copyOf(RandomStory.CHOSEN_FACTORS.entrySet());
        Map.Entry<String, String> choice = chosen.get(random.nextInt(chosen.size()));
        LAWS.neverLowersTheTier(
                story.with(choice.getKey(), none(choice.getKey())),
                story.with(choice.getKey(), choice.getValue()),
                profile);

        List<String> entries = RandomStory.FACTOR_ENTRIES;
        LAWS.neverLowersTheTier(story, story.withEntry(entries.get(random.nextInt(entries.size()))), profile);
        tiersAreSeen(story.with(linkId, "no"), profile);
    }

    private static void tiersAreSeen(RandomStory story, String profile) {
        Statistics.label("tier").collect(LAWS.assess(story, profile).summary().tier());
        Statistics.label("tier")
                .coverage(seen -> Stream.of("high", "indeterminate")
                        .forEach(tier -> seen.check(tier).count(count -> count >= 2)));
    }

    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void aRedFlagNeverRemovesAnAcuteCardAndBringsOneWhereItCounts(
            @ForAll("stories") RandomStory story, @ForAll("profiles") String profile, @ForAll Random random) {
        List<String> flags = story.gestationDays() < MOVEMENTS_FROM
                ? RandomStory.RED_FLAGS
                : Stream.concat(RandomStory.RED_FLAGS.stream(), Stream.of("sym.movements"))
                        .toList();
        String flag = flags.get(random.nextInt(flags.size()));

        LAWS.aRedFlagIsHeard(story, flag, profile);

        Statistics.label("week").collect(zone(story.gestationDays()));
        Statistics.label("week").coverage(seen -> atLeastTwice(seen, "early", "middle", "term"));
        Statistics.label("already acute")
                .collect(LAWS.assess(story.with(flag, "no"), profile)
                        .summary()
                        .route()
                        .equals("acute"));
        Statistics.label("already acute").coverage(seen -> {
            seen.check(true).count(count -> count >= 2);
            seen.check(false).count(count -> count >= 2);
        });
        Statistics.label("stitch at term")
                .collect(zone(story.gestationDays()).equals("term")
                        && "yes".equals(story.answers().get("preg.stitch-now")));
        Statistics.label("stitch at term").coverage(seen -> seen.check(true).count(count -> count >= 1));
    }

    private static String zone(int days) {
        return days < 98 ? "early" : days < 259 ? "middle" : "term";
    }

    private static void atLeastTwice(StatisticsCoverage seen, String... values) {
        Stream.of(values).forEach(value -> seen.check(value).count(count -> count >= 2));
    }

    @Property(tries = 120, shrinking = ShrinkingMode.BOUNDED)
    void theOrderOfEntriesChangesNothing(
            @ForAll("stories") RandomStory story, @ForAll("profiles") String profile, @ForAll Random random) {
        LAWS.theOrderOfEntriesChangesNothing(story, profile, random);

        Statistics.label("entries to change places").collect(story.chart().size() >= 3);
        Statistics.label("entries to change places")
                .coverage(seen -> seen.check(true).percentage(share -> share >= 10));
    }

    /** The same with nothing but entries that speak for the same thing and bear the same date. */
    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void theOrderOfEntriesOfOneDayChangesNothing(
            @ForAll("ties") RandomStory story, @ForAll("profiles") String profile, @ForAll Random random) {
        LAWS.theOrderOfEntriesChangesNothing(story, profile, random);
    }

    @Provide
    Arbitrary<RandomStory> ties() {
        return RandomStory.ofOneDay();
    }

    @Property(tries = 120, shrinking = ShrinkingMode.BOUNDED)
    void whatIsAboutAnotherPatientChangesNothing(
            @ForAll("stories") RandomStory story,
            @ForAll("stories") RandomStory other,
            @ForAll("profiles") String profile) {
        LAWS.whatIsAboutAnotherPatientChangesNothing(story, other, profile);
    }

    @Property(tries = 250, shrinking = ShrinkingMode.BOUNDED)
    void everyPatientGetsAResultThatKeepsTheRulesOfTheCatalogue(
            @ForAll("stories") RandomStory story, @ForAll("profiles") String profile) {
        LAWS.theRulesOfTheCatalogueAreKept(story, profile);

        Statistics.label("route").collect(LAWS.assess(story, profile).summary().route());
        Statistics.label("route")
                .coverage(seen -> atLeastTwice(seen, "acute", "specialist-managed", "multiple", "standard"));
        Statistics.label("something unknown").collect(story.answers().containsValue("don't know"));
        Statistics.label("something unknown").coverage(seen -> seen.check(true).percentage(share -> share >= 20));
    }
}
