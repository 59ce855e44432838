package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.knowledge.ArtifactTexts;
import org.cervicalinsufficiency.knowledge.KnowledgeBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A result whose cards cannot be written is shown as "could not be evaluated", never as silence or an error. */
@ExtendWith(OutputCaptureExtension.class)
class UntoldCardsTest {

    private static final Vignette VIGNETTE = Vignettes.named("v22");

    @Test
    void aMissingWordGivesTheCardThatSaysSo(CapturedOutput output) {
        JsonNode answer = answer("codesystem/tier.json", "\"code\": \"indeterminate\"", "\"code\": \"renamed\"");

        assertOnlyTheCardThatSaysSo(answer);
        assertThat(output).contains("could not write its cards", "IllegalStateException", "CardDetail");
        assertThat(output).doesNotContain("vignette-v22");
    }

    @Test
    void aSummaryThatMayNotGoOutGivesTheCardThatSaysSo(CapturedOutput output) {
        String title = "Give early-warning-sign advice:";
        JsonNode answer =
                answer("plandefinition/cervical-insufficiency-screening.json", title, title + " again".repeat(30));

        assertOnlyTheCardThatSaysSo(answer);
        assertThat(output).contains("CardRulesBroken", "summary must be one line");
    }

    private static void assertOnlyTheCardThatSaysSo(JsonNode answer) {
        assertThat(answer.path("cards")).hasSize(1);
        JsonNode card = answer.at("/cards/0");
        assertThat(card.at("/source/topic/code").asText()).isEqualTo("CheckRecord");
        assertThat(card.path("indicator").asText()).isEqualTo("warning");
        assertThat(card.path("summary").asText()).contains("could not be evaluated");
        JsonNode assessment = answer.at("/extension/org.cervicalinsufficiency.assessment");
        assertThat(assessment.path("tier").asText()).isEqualTo("indeterminate");
        assertThat(assessment.path("provisional").asBoolean()).isTrue();
    }

    private static JsonNode answer(String file, String right, String wrong) {
        ArtifactTexts texts = SharedKnowledge.texts();
        Map<String, String> resources = new HashMap<>(texts.resources());
        assertThat(resources.get(file)).contains(right);
        resources.computeIfPresent(file, (name, json) -> json.replace(right, wrong));
        KnowledgeBase mistaken =
                KnowledgeBase.load(FhirContext.forR4Cached(), new ArtifactTexts(resources, texts.cql(), texts.elm()));
        return new HookInProcess(mistaken).answer(HookInProcess.call(VIGNETTE), VIGNETTE.today(), "us", "en");
    }
}
