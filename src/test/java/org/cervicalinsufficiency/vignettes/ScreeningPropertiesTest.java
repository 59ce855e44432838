package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.knowledge.Assessment.Assessed;
import org.cervicalinsufficiency.knowledge.EvaluationSettings;
import org.cervicalinsufficiency.knowledge.PatientFacts;
import org.cervicalinsufficiency.knowledge.Summary;
import org.hl7.fhir.r4.model.Resource;

/** What must hold for every patient, not only for those somebody thought of. */
class ScreeningPropertiesTest {

    private static final List<String> TIERS = List.of("no-factor-found", "indeterminate", "intermediate", "high");
    private static final Set<String> ACUTE = Set.of("EmergencyNow", "SameDayAssessment", "CervixOpen", "AcuteProblem");
    private static final List<String> ONLY_BEFORE_TERM = List.of("sym.fluid", "sym.tightenings", "sym.bulge");

    @Provide
    Arbitrary<RandomStory> stories() {
        return RandomStory.any();
    }

    @Provide
    Arbitrary<String> profiles() {
        return Arbitraries.of("us", "uk");
    }

    private static Assessed assess(RandomStory story, String profile) {
        return KnowledgeDoor.assess(story.vignette(), profile);
    }

    private static int rank(Assessed assessed) {
        return TIERS.indexOf(assessed.summary().tier());
    }

    private static Map<String, String> cards(Assessed assessed) {
        Map<String, String> cards = new TreeMap<>();
        assessed.recommendations().forEach(card -> cards.put(card.topic(), KnowledgeDoor.indicator(card.priority())));
        return cards;
    }

    private static Set<String> acute(Assessed assessed) {
        Set<String> acute = new TreeSet<>(cards(assessed).keySet());
        acute.retainAll(ACUTE);
        return acute;
    }

    @Property(tries = 120, shrinking = ShrinkingMode.BOUNDED)
    void notKnowingNeverLowersTheTier(
            @ForAll("stories") RandomStory story, @ForAll("profiles") String profile, @ForAll Random random) {
        neverLowersTheTier(story, profile, random, "don't know");
    }

    @Property(tries = 120, shrinking = ShrinkingMode.BOUNDED)
    void aFurtherRiskFactorNeverLowersTheTier(
            @ForAll("stories") RandomStory story, @ForAll("profiles") String profile, @ForAll Random random) {
        neverLowersTheTier(story, profile, random, "yes");
    }

    /** Compared with a plain "no" to the same question. */
    private static void neverLowersTheTier(RandomStory story, String profile, Random random, String word) {
        String linkId = RandomStory.HISTORY.get(random.nextInt(RandomStory.HISTORY.size()));
        Assessed no = assess(story.with(linkId, "no"), profile);
        Assessed other = assess(story.with(linkId, word), profile);
        Assume.that(rank(no) >= 0 && rank(other) >= 0);

        assertThat(rank(other)).as(linkId).isGreaterThanOrEqualTo(rank(no));
    }

    @Property(tries = 120, shrinking = ShrinkingMode.BOUNDED)
    void aRedFlagNeverRemovesAnAcuteCardAndBringsOneWhereItCounts(
            @ForAll("stories") RandomStory story, @ForAll("profiles") String profile, @ForAll Random random) {
        String flag = RandomStory.RED_FLAGS.get(random.nextInt(RandomStory.RED_FLAGS.size()));
        Assessed before = assess(story.with(flag, "no"), profile);
        Assessed after = assess(story.with(flag, "yes"), profile);

        Set<String> kept = acute(before);
        if (kept.remove("SameDayAssessment")) {
            assertThat(acute(after)).containsAnyOf("SameDayAssessment", "EmergencyNow");
        }
        assertThat(acute(after)).containsAll(kept);
        if (story.gestationDays() < 259 || !ONLY_BEFORE_TERM.contains(flag)) {
            assertThat(acute(after)).as(flag).containsAnyOf("SameDayAssessment", "EmergencyNow");
        }
    }

    @Property(tries = 120, shrinking = ShrinkingMode.BOUNDED)
    void theOrderOfEntriesChangesNothing(
            @ForAll("stories") RandomStory story, @ForAll("profiles") String profile, @ForAll Random random) {
        PatientFacts facts = KnowledgeDoor.facts(story.vignette());
        List<Resource> shuffled = new ArrayList<>(facts.resources());
        Collections.shuffle(shuffled, random);
        Assessed first = assess(story, profile);
        var settings = new EvaluationSettings(story.vignette().today(), profile, false);
        var second = (Assessed) SharedKnowledge.knowledge()
                .assess(KnowledgeDoor.SCREENING, new PatientFacts(facts.patient(), shuffled), settings);

        assertThat(comparable(second.summary())).isEqualTo(comparable(first.summary()));
        assertThat(cards(second)).isEqualTo(cards(first));
        assertThat(second.explanation().values()).isEqualTo(first.explanation().values());
    }

    /** The same with nothing but entries that speak for the same thing and bear the same date. */
    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void theOrderOfEntriesOfOneDayChangesNothing(
            @ForAll("ties") RandomStory story, @ForAll("profiles") String profile, @ForAll Random random) {
        theOrderOfEntriesChangesNothing(story, profile, random);
    }

    @Provide
    Arbitrary<RandomStory> ties() {
        return RandomStory.ofOneDay();
    }

    private static List<Object> comparable(Summary summary) {
        Set<String> factors = new TreeSet<>();
        summary.factors().forEach(factor -> factors.add(factor.code() + factor.date()));
        return List.of(
                summary.tier(),
                Set.copyOf(summary.provisional()),
                summary.route(),
                summary.gestationalAge(),
                factors,
                Set.copyOf(summary.missing()));
    }

    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void everyPatientGetsAResultThatKeepsTheRulesOfTheCatalogue(
            @ForAll("stories") RandomStory story, @ForAll("profiles") String profile) {
        Assessed assessed = assess(story, profile);

        assertThat(cards(assessed)).as("a topic at most once").hasSameSizeAs(assessed.recommendations());
        if (assessed.summary().route().equals("acute")) {
            assertThat(ACUTE).containsAll(cards(assessed).keySet());
            assertThat(acute(assessed)).isNotEmpty();
        }
        if (cards(assessed).containsValue("critical") || cards(assessed).containsKey("SymptomReview")) {
            assertThat(cards(assessed)).doesNotContainKeys("EducationSymptoms", "EducationHealthyPregnancy");
        }
        if (!assessed.summary().missing().isEmpty()) {
            assertThat(assessed.summary().tier()).isNotEqualTo("no-factor-found");
        }
    }
}
