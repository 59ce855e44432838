package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.knowledge.ArtifactTexts;
import org.cervicalinsufficiency.knowledge.CqlCompiler;
import org.cervicalinsufficiency.knowledge.KnowledgeBase;
import org.junit.jupiter.api.Test;

/** Each law holds for the shipped logic and is broken by a logic with one mistake: a property that cannot fail proves nothing. */
class ScreeningLawsTest {

    private static final RandomStory PLAIN = new RandomStory(
            20 * 7,
            Map.of("preg.fetuses", "one", "preg.stitch-now", "no", "gyn.excision", "none", "cong.uterus", "none"),
            List.of());

    private interface Law {
        void judge(ScreeningLaws laws);
    }

    @Test
    void notKnowingMustNotLowerTheTier() {
        breaks(
                "when \"Tier of all factors\" != 'none' then",
                "when \"Tier of all factors\" != 'none' and not exists \"Open items\" then",
                laws -> laws.neverLowersTheTier(
                        everythingNo().with("ob.sptb", "yes"),
                        everythingNo().with("ob.sptb", "yes").with("gyn.asherman", "don't know"),
                        "us"));
    }

    @Test
    void aFactorMustNotLowerTheTier() {
        breaks(
                "when exists (tiers T where T = 'high') then 'high'",
                "when exists (tiers T where T = 'high') and Count(tiers) = 1 then 'high'",
                laws -> laws.neverLowersTheTier(
                        PLAIN.with("ob.ci-dx", "yes"),
                        PLAIN.with("ob.ci-dx", "yes").with("gyn.dnc-count", "2 or more"),
                        "us"));
    }

    @Test
    void aRedFlagMustBringACard() {
        breaks(
                "(zone != 'term' or S.term)",
                "zone = 'middle'",
                laws -> laws.aRedFlagIsHeard(new RandomStory(70, PLAIN.answers(), List.of()), "sym.fluid", "us"));
    }

    @Test
    void aRedFlagAtTermMustBringACardWhileAStitchIsInPlace() {
        breaks(
                "when \"Stitch in place\" then 'term-with-stitch'",
                "when \"Stitch in place\" and false then 'term-with-stitch'",
                laws -> laws.aRedFlagIsHeard(
                        new RandomStory(
                                264, PLAIN.with("preg.stitch-now", "yes").answers(), List.of()),
                        "sym.fluid",
                        "us"));
    }

    @Test
    void aRedFlagMustNotTakeACardAway() {
        breaks(
                "define \"Cervix open now\":\n  ",
                "define \"Cervix open now\":\n  not \"Emergency\" and ",
                laws -> laws.aRedFlagIsHeard(
                        PLAIN.withEntry("{resource: Observation, code: clinical|cervix-open, date: 2 days ago}"),
                        "sym.heavy-bleed",
                        "us"));
    }

    @Test
    void theOrderOfEntriesMustNotMatter() {
        breaks(
                "when exists \"Open items\" or",
                "when First([Observation] O return O.id.value) = 'vignette-v00-observation-1' or exists \"Open items\" or",
                laws -> laws.theOrderOfEntriesChangesNothing(
                        PLAIN.withEntry("{resource: Observation, code: clinical|cervix-open, date: 5 days ago}")
                                .withEntry("{resource: Observation, code: clinical|cervix-closed, date: 2 days ago}"),
                        "us",
                        swapping()));
    }

    @Test
    void anUnknownItemMustNotBecomeNoFactorFound() {
        breaks(
                "when exists \"Open items\" or \"Status open\"",
                "when \"Status open\"",
                laws -> laws.theRulesOfTheCatalogueAreKept(PLAIN.with("ob.loss2t", "don't know"), "us"));
    }

    @Test
    void anotherPatientsEntriesMustNotCount() {
        ScreeningLaws laws = new ScreeningLaws(SharedKnowledge.knowledge());
        RandomStory risky = PLAIN.with("ob.sptb", "yes");

        assertThat(laws.assess(PLAIN, "us").summary())
                .isNotEqualTo(laws.assess(risky, "us").summary());
        assertThatCode(() -> laws.whatIsAboutAnotherPatientChangesNothing(PLAIN, risky, "us"))
                .doesNotThrowAnyException();
    }

    private static RandomStory everythingNo() {
        RandomStory story = PLAIN.with("gyn.dnc-count", "none").with("cong.collagen", "no");
        for (String linkId : RandomStory.HISTORY) {
            story = story.with(linkId, "no");
        }
        return story;
    }

    /** A source that turns two entries round, whatever the list. */
    private static Random swapping() {
        return new Random() {
            private static final long serialVersionUID = 1L;

            @Override
            public int nextInt(int bound) {
                return 0;
            }
        };
    }

    private static void breaks(String right, String wrong, Law law) {
        ArtifactTexts texts = SharedKnowledge.texts();
        Map<String, String> cql = new HashMap<>(texts.cql());
        String logic = Objects.requireNonNull(cql.get("ScreeningAssessment"));
        assertThat(logic).contains(right);
        cql.put("ScreeningAssessment", logic.replace(right, wrong));
        KnowledgeBase mistaken = KnowledgeBase.load(
                FhirContext.forR4Cached(), new ArtifactTexts(texts.resources(), cql, CqlCompiler.toElm(cql)));

        ThrowingCallable holds = () -> law.judge(new ScreeningLaws(SharedKnowledge.knowledge()));
        assertThatCode(holds).doesNotThrowAnyException();
        assertThatThrownBy(() -> law.judge(new ScreeningLaws(mistaken))).isInstanceOf(AssertionError.class);
    }
}
