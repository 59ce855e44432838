package org.cervicalinsufficiency.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.vignettes.Vignette;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every patient of the vignettes when clinicians act on cards. */
class SuppressionLawsTest {

    private static final String CRITICAL = "critical";
    private static final int EVERY = 6;

    /** On the next day something else is in doubt: an age or a time limit was reached in the night. */
    private static final Set<String> OTHER_IN_THE_MORNING = Set.of(
            "v205a EducationSymptoms",
            "v241a EducationHealthyPregnancy",
            "v325 EducationSymptoms",
            "v325b EducationSymptoms",
            "v327a EducationHealthyPregnancy",
            "v328 DatingMissing");

    static Stream<Vignette> all() {
        return Vignettes.all().stream();
    }

    /** Enough of them for what does not depend on the patient. */
    static Stream<Vignette> some() {
        List<Vignette> all = Vignettes.all();
        return IntStream.iterate(0, index -> index < all.size(), index -> index + EVERY)
                .mapToObj(all::get);
    }

    private static Map<String, String> indicators(JsonNode answer) {
        Map<String, String> indicators = new TreeMap<>();
        answer.path("cards")
                .forEach(card -> indicators.put(
                        card.at("/source/topic/code").asText(),
                        card.path("indicator").asText()));
        return indicators;
    }

    private static Set<String> with(Map<String, String> indicators, Set<String> wanted) {
        Set<String> topics = new HashSet<>();
        indicators.forEach((topic, indicator) -> {
            if (wanted.contains(indicator)) {
                topics.add(topic);
            }
        });
        return topics;
    }

    private static void actOnAll(Clinic clinic, JsonNode answer, Outcome outcome, boolean reasoned) {
        answer.path("cards").forEach(card -> clinic.act(card.path("uuid").asText(), outcome, reasoned));
    }

    private static boolean isNotRead(JsonNode answer) {
        return answer.at("/extension/org.cervicalinsufficiency.assessment").has("notAssessed");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void aReasonedDismissalWithholdsAllButTheCriticalAndSaysSo(Vignette vignette) {
        Clinic clinic = new Clinic(vignette);
        JsonNode first = clinic.call(vignette, Clinic.Visit.usual());
        actOnAll(clinic, first, Outcome.OVERRIDDEN, true);

        JsonNode second = clinic.call(vignette, Clinic.Visit.usual());

        Map<String, String> before = indicators(first);
        if (!isNotRead(first)) {
            assertThat(indicators(second).keySet()).isEqualTo(with(before, Set.of(CRITICAL)));
        }
        assertThat(indicators(second).keySet()).containsAll(with(before, Set.of(CRITICAL)));
        Set<String> told = new HashSet<>(indicators(second).keySet());
        told.addAll(Clinic.suppressed(second).keySet());
        assertThat(told).as("nothing is missing without a word").isEqualTo(before.keySet());
        assertThat(Clinic.suppressed(first)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("some")
    void anAcceptedOrUnexplainedCardIsOnlyWithheldWhereItInforms(Vignette vignette) {
        for (Outcome outcome : Outcome.values()) {
            Clinic clinic = new Clinic(vignette);
            JsonNode first = clinic.call(vignette, Clinic.Visit.usual());
            actOnAll(clinic, first, outcome, false);

            JsonNode second = clinic.call(vignette, Clinic.Visit.usual());

            assertThat(indicators(second).keySet()).containsAll(with(indicators(first), Set.of(CRITICAL, "warning")));
            assertThat(with(indicators(first), Set.of("info")))
                    .containsAll(Clinic.suppressed(second).keySet());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("some")
    void aMemoryThatCannotBeReadWithholdsNothing(Vignette vignette) {
        Clinic clinic = new Clinic(vignette);
        JsonNode first = clinic.call(vignette, Clinic.Visit.usual());
        actOnAll(clinic, first, Outcome.OVERRIDDEN, true);
        clinic.forget();

        JsonNode second = clinic.call(vignette, Clinic.Visit.usual());

        assertThat(indicators(second).keySet()).containsAll(with(indicators(first), Set.of(CRITICAL, "warning")));
        assertThat(Clinic.suppressed(second)).isEmpty();
        assertThat(second.path("cards")).as("what was not read is told").isNotEmpty();
    }

    /** Withheld cards stay away the next day, unless the day itself changed what the card says. */
    @Test
    void theSameEvidenceIsKnownAgainTheNextDay() {
        List<String> shownAgain = new ArrayList<>();
        int compared = 0;
        for (Vignette vignette : Vignettes.all()) {
            Clinic clinic = new Clinic(vignette);
            JsonNode first = clinic.call(vignette, Clinic.Visit.usual());
            actOnAll(clinic, first, Outcome.OVERRIDDEN, true);
            Clinic fresh = new Clinic(vignette);
            clinic.clock().advance(Duration.ofDays(1));
            fresh.clock().advance(Duration.ofDays(1));
            Map<String, String> nextDay = indicators(fresh.call(vignette, Clinic.Visit.usual()));
            Set<String> again =
                    indicators(clinic.call(vignette, Clinic.Visit.usual())).keySet();
            Map<String, String> before = indicators(first);
            for (Map.Entry<String, String> card : nextDay.entrySet()) {
                if (card.getValue().equals(before.get(card.getKey()))
                        && !card.getValue().equals(CRITICAL)
                        && !isNotRead(first)) {
                    compared++;
                    if (again.contains(card.getKey())) {
                        shownAgain.add(vignette.id() + " " + card.getKey());
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(400);
        assertThat(shownAgain).as("of " + compared).isSubsetOf(OTHER_IN_THE_MORNING);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("some")
    void atMostSoManyCardsGoOutAndNoCriticalOneIsCut(Vignette vignette) {
        for (int max : new int[] {0, 1, 2}) {
            Clinic clinic = new Clinic(vignette);
            JsonNode whole = clinic.call(vignette, Clinic.Visit.usual());

            JsonNode cut = clinic.call(vignette, limited(max));

            Set<String> critical = with(indicators(whole), Set.of(CRITICAL));
            assertThat(indicators(cut).keySet()).containsAll(critical);
            if (!isNotRead(whole)) {
                assertThat(cut.path("cards"))
                        .hasSize(Math.min(whole.path("cards").size(), Math.max(max, critical.size())));
            }
            Set<String> told = new HashSet<>(indicators(cut).keySet());
            told.addAll(Clinic.suppressed(cut).keySet());
            assertThat(told).isEqualTo(indicators(whole).keySet());
            assertThat(Clinic.topics(cut))
                    .as("what is left keeps its order")
                    .isEqualTo(Clinic.topics(whole).stream()
                            .filter(Clinic.topics(cut)::contains)
                            .toList());
        }
    }

    private static Clinic.Visit limited(int max) {
        CardSettings usual = CardSettings.usual("us", "en", Optional.empty());
        return new Clinic.Visit(
                Clinic.START,
                "st-mary",
                "somebody",
                new CardSettings(
                        usual.profile(),
                        usual.language(),
                        usual.formUrl(),
                        usual.linkHosts(),
                        max,
                        usual.offForTriggers(),
                        usual.phones(),
                        usual.suggestions(),
                        usual.suppressFor()),
                "");
    }
}
