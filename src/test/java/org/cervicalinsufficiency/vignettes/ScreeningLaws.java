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
import org.cervicalinsufficiency.knowledge.Assessment;
import org.cervicalinsufficiency.knowledge.Assessment.Assessed;
import org.cervicalinsufficiency.knowledge.EvaluationSettings;
import org.cervicalinsufficiency.knowledge.KnowledgeBase;
import org.cervicalinsufficiency.knowledge.PatientFacts;
import org.cervicalinsufficiency.knowledge.Summary;
import org.hl7.fhir.r4.model.Resource;

/**
 * What must hold for every patient, whatever the knowledge says in detail. Each law throws an {@link AssertionError} where
 * it is broken.
 *
 * @param knowledge the artifacts that are judged
 */
record ScreeningLaws(KnowledgeBase knowledge) {

    static final Set<String> ACUTE = Set.of("EmergencyNow", "SameDayAssessment", "CervixOpen", "AcuteProblem");

    /** From 37+0 these count only while a stitch is in place (rules, section 9.2). */
    static final List<String> ONLY_BEFORE_TERM = List.of("sym.fluid", "sym.tightenings", "sym.bulge");

    private static final List<String> TIERS = List.of("no-factor-found", "indeterminate", "intermediate", "high");
    private static final int TERM = 259;

    Assessed assess(RandomStory story, String profile) {
        return assess(KnowledgeDoor.facts(story.vignette()), story, profile);
    }

    private Assessed assess(PatientFacts facts, RandomStory story, String profile) {
        Assessment assessment = knowledge.assess(
                KnowledgeDoor.SCREENING,
                facts,
                new EvaluationSettings(story.vignette().today(), profile, false));
        if (assessment instanceof Assessed assessed) {
            return assessed;
        }
        throw new AssertionError("could not be assessed: " + assessment.failureKind());
    }

    /** The tier after the change is the same or higher; a pregnancy that is none is not compared. */
    void neverLowersTheTier(RandomStory before, RandomStory after, String profile) {
        int first = TIERS.indexOf(assess(before, profile).summary().tier());
        int second = TIERS.indexOf(assess(after, profile).summary().tier());

        assertThat(List.of(first, second)).as("pregnant before and after").doesNotContain(-1);
        assertThat(second).isGreaterThanOrEqualTo(first);
    }

    /** A red flag takes no acute card away, and brings one wherever the rules of its week say so. */
    void aRedFlagIsHeard(RandomStory story, String flag, String profile) {
        Assessed before = assess(story.with(flag, "no"), profile);
        Assessed after = assess(story.with(flag, "yes"), profile);

        Set<String> kept = acute(before);
        if (kept.remove("SameDayAssessment")) {
            assertThat(acute(after)).containsAnyOf("SameDayAssessment", "EmergencyNow");
        }
        assertThat(acute(after)).containsAll(kept);
        boolean stitch = "yes".equals(story.answers().get("preg.stitch-now"));
        if (story.gestationDays() < TERM || stitch || !ONLY_BEFORE_TERM.contains(flag)) {
            assertThat(acute(after)).as(flag).containsAnyOf("SameDayAssessment", "EmergencyNow");
        }
    }

    void theOrderOfEntriesChangesNothing(RandomStory story, String profile, Random random) {
        PatientFacts facts = KnowledgeDoor.facts(story.vignette());
        List<Resource> shuffled = new ArrayList<>(facts.resources());
        Collections.shuffle(shuffled, random);

        saysTheSame(assess(story, profile), assess(new PatientFacts(facts.patient(), shuffled), story, profile));
    }

    void whatIsAboutAnotherPatientChangesNothing(RandomStory story, RandomStory other, String profile) {
        PatientFacts facts = KnowledgeDoor.facts(story.vignette());
        List<Resource> mixed = new ArrayList<>(facts.resources());
        mixed.addAll(0, KnowledgeDoor.facts(other.vignette("v01-another")).resources());

        isTheSame(assess(story, profile), assess(new PatientFacts(facts.patient(), mixed), story, profile));
    }

    /** Word for word, down to the entries that are named. */
    private static void isTheSame(Assessed first, Assessed second) {
        saysTheSame(first, second);
        assertThat(references(second)).isEqualTo(references(first));
    }

    /** The same in everything but this: of two entries of one day that say the same, either may be the one named. */
    private static void saysTheSame(Assessed first, Assessed second) {
        assertThat(comparable(second.summary())).isEqualTo(comparable(first.summary()));
        assertThat(cards(second)).isEqualTo(cards(first));
        assertThat(second.explanation().values()).isEqualTo(first.explanation().values());
        assertThat(second.explanation().notesByTopic())
                .isEqualTo(first.explanation().notesByTopic());
        assertThat(facts(second)).containsExactlyInAnyOrderElementsOf(facts(first));
        assertThat(unused(second)).containsExactlyInAnyOrderElementsOf(unused(first));
        assertThat(doubts(second)).containsExactlyInAnyOrderElementsOf(doubts(first));
    }

    private static Set<String> references(Assessed assessed) {
        Set<String> named = new TreeSet<>();
        assessed.summary().factors().forEach(factor -> named.add(factor.code() + factor.references()));
        assessed.explanation()
                .facts()
                .forEach(fact -> fact.source().references().forEach(reference -> named.add(fact.code() + reference)));
        assessed.explanation().unused().forEach(entry -> named.add(String.valueOf(entry)));
        assessed.explanation().doubts().forEach(doubt -> named.add(String.valueOf(doubt)));
        return named;
    }

    private static List<List<Object>> facts(Assessed assessed) {
        return assessed.explanation().facts().stream()
                .map(fact -> List.<Object>of(
                        fact.code(),
                        fact.value(),
                        fact.valueWord(),
                        fact.date(),
                        fact.source().origin(),
                        fact.scope(),
                        fact.doubtful()))
                .toList();
    }

    private static List<List<Object>> unused(Assessed assessed) {
        return assessed.explanation().unused().stream()
                .map(entry -> List.<Object>of(entry.about(), entry.reason(), entry.date()))
                .toList();
    }

    private static List<List<Object>> doubts(Assessed assessed) {
        return assessed.explanation().doubts().stream()
                .map(doubt -> List.<Object>of(doubt.code(), doubt.about(), doubt.date()))
                .toList();
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

    /** What the catalogue says about cards beside each other (rules, section 11). */
    void theRulesOfTheCatalogueAreKept(RandomStory story, String profile) {
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

    static Map<String, String> cards(Assessed assessed) {
        Map<String, String> cards = new TreeMap<>();
        assessed.recommendations().forEach(card -> cards.put(card.topic(), KnowledgeDoor.indicator(card.priority())));
        return cards;
    }

    private static Set<String> acute(Assessed assessed) {
        Set<String> acute = new TreeSet<>(cards(assessed).keySet());
        acute.retainAll(ACUTE);
        return acute;
    }
}
