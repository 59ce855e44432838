package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

class VignetteTestsTest {
    private static final Vignette SHORT = Vignettes.named("v03");

    private static Outcome asExpected(Vignette vignette) {
        Vignette.Expected expected = vignette.expected();
        return new Outcome(
                Optional.of(expected.tier()),
                Optional.of(expected.provisional()),
                Optional.of(expected.route()),
                Optional.of(expected.cards().keySet()),
                Optional.of(expected.cards()),
                Optional.of(expected.missing().map(List::copyOf).orElse(List.of())),
                expected.factors(),
                Optional.empty());
    }

    private static Outcome saying(String text) {
        return asExpected(SHORT).withTexts(Map.of("ShortCervixTwenty", text));
    }

    private static void assertDifference(Outcome outcome, String... lines) {
        assertThatThrownBy(() -> VignetteTests.verify(SHORT, "us", outcome))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("v03 First pregnancy")
                .hasMessageContaining("[us]")
                .message()
                .contains(lines);
    }

    @Test
    void thereIsOneTestForEachVignetteAndProfile() throws Throwable {
        List<DynamicTest> tests = VignetteTests.forDoor((vignette, profile) -> asExpected(vignette))
                .toList();
        assertThat(tests)
                .hasSize(Vignettes.all().stream()
                        .mapToInt(v -> v.profiles().size())
                        .sum());
        assertThat(tests).extracting(DynamicTest::getDisplayName).doesNotHaveDuplicates();
        assertThat(tests.get(0).getDisplayName()).startsWith("v01 ").endsWith(" [uk]");
        for (DynamicTest test : tests) {
            test.getExecutable().execute();
        }
    }

    @Test
    void aDoorThatOnlyShowsActionsIsComparedOnThemAlone() {
        Outcome actions = Outcome.ofActions(SHORT.expected().cards().keySet());
        assertThatCode(() -> VignetteTests.verify(SHORT, "us", actions)).doesNotThrowAnyException();
        assertDifference(
                Outcome.ofActions(Set.of("ShortCervixTwentyFive", "EducationSymptoms")),
                "actions: expected but not there [ShortCervixTwenty]",
                "actions: there but not expected [ShortCervixTwentyFive]");
    }

    @Test
    void everyDifferenceIsNamed() {
        Outcome other = new Outcome(
                Optional.of("intermediate"),
                Optional.of(true),
                Optional.of("acute"),
                Optional.empty(),
                Optional.of(new TreeMap<>(Map.of("ShortCervixTwenty", "info", "EducationSymptoms", "info"))),
                Optional.of(List.of("ob.any")),
                Optional.of(Set.of()),
                Optional.empty());
        assertDifference(
                other,
                "tier: expected high, got intermediate",
                "provisional: expected false, got true",
                "route: expected standard, got acute",
                "cards: expected but not there [ShortCervixTwenty (warning)]",
                "cards: there but not expected [ShortCervixTwenty (info)]",
                "missing: there but not expected [ob.any]",
                "factors: expected but not there [ShortCervixNow]");
    }

    @Test
    void textsAreComparedByFragments() {
        assertThatCode(() -> VignetteTests.verify(SHORT, "us", saying("Stitch not advised if closed.")))
                .doesNotThrowAnyException();
        assertDifference(
                saying("Nothing."), "text of ShortCervixTwenty: does not say \"stitch not advised if closed\"");
    }

    @Test
    void aFragmentThatMustNeverBeSaidIsLookedForInEveryCard() {
        Vignette.Expected expected = SHORT.expected();
        Vignette.Expected silent = new Vignette.Expected(
                expected.tier(),
                expected.provisional(),
                expected.route(),
                expected.cards(),
                expected.missing(),
                expected.factors(),
                List.of(),
                List.of(new Vignette.Phrase("any", "pessary")));
        assertThat(Differences.between(silent, saying("A Pessary."))).containsExactly("text of any: says \"pessary\"");
    }

    @Test
    void wordsThatComfortAreFoundEverywhere() {
        assertDifference(
                saying("Stitch not advised if closed. This is a Normal result at low risk."),
                "says the banned \"normal\"",
                "says the banned \"low risk\"");
        assertThatCode(() ->
                        VignetteTests.verify(SHORT, "us", saying("Stitch not advised if closed. An abnormal smear.")))
                .doesNotThrowAnyException();
    }
}
