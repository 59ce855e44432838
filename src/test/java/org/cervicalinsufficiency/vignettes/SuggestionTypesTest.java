package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.junit.jupiter.api.Test;

/** Some EHRs take orders only: their registration says so. */
class SuggestionTypesTest {

    private final HookInProcess hook = new HookInProcess(SharedKnowledge.knowledge());

    @Test
    void draftsTheTaskToFillInTheFormUnlessTheSiteTakesNone() {
        assertThat(drafted(CardSettings.SUGGESTIONS)).contains("Task");
        assertThat(drafted(List.of("ServiceRequest"))).doesNotContain("Task");
    }

    private List<String> drafted(List<String> suggestions) {
        Vignette vignette = Vignettes.named("v100a");
        CardSettings cards = new CardSettings(
                "us", "en", Optional.empty(), List.of(), 50, Map.of(), Map.of(), suggestions, Duration.ofDays(7));
        JsonNode answer = hook.answer(HookInProcess.call(vignette), vignette.today(), cards, "en");
        return answer.findValues("resource").stream()
                .map(resource -> resource.path("resourceType").asText())
                .toList();
    }
}
