package org.cervicalinsufficiency.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.feedback.Withheld;
import org.cervicalinsufficiency.knowledge.Priority;
import org.cervicalinsufficiency.knowledge.Recommendation;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.junit.jupiter.api.Test;

/** A site may switch topics off at one of its triggers; never a critical card, and never elsewhere. */
class CardChoiceTest {

    private static final List<Recommendation> ALL = SharedKnowledge.knowledge()
            .recommendations(
                    "https://cervical-insufficiency.example/fhir/PlanDefinition/cervical-insufficiency-screening|0.1.0");

    private static CardChoice.Chosen chosen(Optional<String> trigger, Set<String> always, List<String> off) {
        CardSettings settings = new CardSettings(
                "us",
                "en",
                Optional.empty(),
                List.of(),
                ALL.size(),
                Map.of("6", off),
                Map.of(),
                CardSettings.SUGGESTIONS,
                Duration.ofDays(7));
        return new CardChoice(settings, trigger, Instant.EPOCH, always).of(ALL, List.of(), card -> "same");
    }

    private static List<String> topics() {
        return ALL.stream().map(Recommendation::topic).distinct().toList();
    }

    @Test
    void aTopicStaysAwayAtItsTriggerOnly() {
        CardChoice.Chosen at = chosen(Optional.of("6"), Set.of(), List.of("EducationSymptoms"));

        assertThat(at.shown()).extracting(Recommendation::topic).doesNotContain("EducationSymptoms");
        assertThat(at.withheld())
                .isNotEmpty()
                .allSatisfy(
                        card -> assertThat(card).isEqualTo(new Withheld("EducationSymptoms", Withheld.Reason.TRIGGER)));
        assertThat(chosen(Optional.of("7"), Set.of(), topics()).shown()).isEqualTo(ALL);
        assertThat(chosen(Optional.empty(), Set.of(), topics()).shown()).isEqualTo(ALL);
    }

    @Test
    void noSwitchHidesACriticalCardOrOneThatAlwaysGoesOut() {
        assertThat(chosen(Optional.of("6"), Set.of("CheckRecord"), topics()).shown())
                .isNotEmpty()
                .allMatch(
                        card -> card.priority() == Priority.STAT || card.topic().equals("CheckRecord"))
                .anyMatch(card -> card.topic().equals("CheckRecord"));
    }
}
