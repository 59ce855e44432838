package org.cervicalinsufficiency.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.tenant.DetailFormat;
import org.cervicalinsufficiency.tenant.Presentation;
import org.cervicalinsufficiency.vignettes.Vignette;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trial in silence: everything as always, but nobody sees a card, and no card counts as shown. */
class SilentTrialTest {

    private static final String ASSESSMENT = "/extension/org.cervicalinsufficiency.assessment";
    private static final Clinic.Visit LOUD = Clinic.Visit.usual();
    private static final Clinic.Visit SILENT = new Clinic.Visit(
            LOUD.service(),
            LOUD.tenant(),
            LOUD.patient(),
            CardSettings.usual("us", "en", Optional.empty())
                    .in(new Presentation(DetailFormat.MARKDOWN, List.of(), true)),
            "");

    @ParameterizedTest
    @ValueSource(strings = {"v03", "v22", "v100a"})
    void b3AnswersNoCardAndSaysWhichItKeptBack(String name) {
        Vignette vignette = Vignettes.named(name);
        Clinic clinic = new Clinic(vignette);

        JsonNode loud = clinic.call(vignette, LOUD);
        JsonNode silent = clinic.call(vignette, SILENT);

        assertThat(loud.path("cards")).isNotEmpty();
        assertThat(loud.at(ASSESSMENT).has("silent")).isFalse();
        assertThat(silent.path("cards").isArray()).isTrue();
        assertThat(silent.path("cards")).isEmpty();
        assertThat(Clinic.suppressed(silent)).containsOnlyKeys(Clinic.topics(loud));
        assertThat(Clinic.suppressed(silent).values()).containsOnly("silent");
        ObjectNode told = silent.at(ASSESSMENT).deepCopy();
        assertThat(told.remove("silent").asBoolean()).isTrue();
        told.remove("suppressed");
        assertThat(told).as("the assessment is that of every other call").isEqualTo(loud.at(ASSESSMENT));
    }

    @Test
    void b3NoCardCountsAsShown() {
        Vignette vignette = Vignettes.named("v22");
        Clinic clinic = new Clinic(vignette);

        JsonNode silent = clinic.call(vignette, SILENT);

        assertThat(clinic.issued()).singleElement().satisfies(answer -> {
            assertThat(answer.cards()).isEmpty();
            assertThat(answer.withheld())
                    .hasSameSizeAs(Clinic.suppressed(silent).keySet())
                    .allMatch(card -> card.reason() == Withheld.Reason.SILENT);
        });
    }

    /** What was acted on before the trial stays away for its own reason. */
    @Test
    void b3SaysTheOtherReasonsAsAlways() {
        Vignette vignette = Vignettes.named("v22");
        Clinic clinic = new Clinic(vignette);
        JsonNode first = clinic.call(vignette, LOUD);
        JsonNode info = first.path("cards").path(first.path("cards").size() - 1);
        assertThat(info.path("indicator").asText()).isEqualTo("info");

        clinic.act(info.path("uuid").asText(), Outcome.ACCEPTED, false);

        assertThat(Clinic.suppressed(clinic.call(vignette, SILENT)))
                .containsEntry(info.at("/source/topic/code").asText(), "accepted")
                .containsValue("silent");
    }
}
