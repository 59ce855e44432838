package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.knowledge.ArtifactTexts;
import org.cervicalinsufficiency.knowledge.CqlCompiler;
import org.cervicalinsufficiency.knowledge.KnowledgeBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each law about cards holds for the shipped artifacts and is broken by artifacts, or an answer, with one mistake. */
class CardLawsTest {

    private static final Vignette VIGNETTE = Vignettes.named("v22");

    private static JsonNode answer(KnowledgeBase knowledge, ObjectNode call, String language) {
        return new HookInProcess(knowledge).answer(call, VIGNETTE.today(), "us", language);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This is low risk.",
                "All normal",
                "insufficiency ruled out",
                "Es de bajo riesgo.",
                "Queda descartada",
                "Anormal no, normal"
            })
    void aPromiseIsFoundWhereverItStands(String promise) {
        ObjectNode answer = (ObjectNode) answer(SharedKnowledge.knowledge(), HookInProcess.call(VIGNETTE), "en");
        CardLaws.promisesNothing(answer);
        for (String place : List.of(
                "/cards/0",
                "/cards/0/source",
                "/cards/0/links/0",
                "/cards/0/suggestions/0",
                "/cards/0/overrideReasons/0")) {
            ObjectNode changed = answer.deepCopy();
            assertThat(changed.at(place).isObject()).as(place).isTrue();
            ((ObjectNode) changed.at(place)).put("display", promise);
            assertThatThrownBy(() -> CardLaws.promisesNothing(changed))
                    .as(place)
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void aPromiseOfTheArtifactsReachesTheCardAndIsFound() {
        ArtifactTexts texts = SharedKnowledge.texts();
        Map<String, String> resources = new HashMap<>(texts.resources());
        resources.computeIfPresent(
                "codesystem/tier.json",
                (file, json) -> json.replaceAll("\"display\": \"[^\"]*\"", "\"display\": \"low risk\""));
        KnowledgeBase mistaken =
                KnowledgeBase.load(FhirContext.forR4Cached(), new ArtifactTexts(resources, texts.cql(), texts.elm()));

        assertThatThrownBy(() -> CardLaws.promisesNothing(answer(mistaken, HookInProcess.call(VIGNETTE), "en")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aLogicThatTellsANameOfTheChartIsFound() {
        ArtifactTexts texts = SharedKnowledge.texts();
        Map<String, String> cql = new HashMap<>(texts.cql());
        String right = "openItems: ToString(Count(Screening.\"Items to ask\"))";
        String logic = Objects.requireNonNull(cql.get("ScreeningExplanation"));
        assertThat(logic).contains(right);
        cql.put("ScreeningExplanation", logic.replace(right, "openItems: First(Patient.name).text.value"));
        KnowledgeBase mistaken = KnowledgeBase.load(
                FhirContext.forR4Cached(), new ArtifactTexts(texts.resources(), cql, CqlCompiler.toElm(cql)));
        ObjectNode call = HookInProcess.call(VIGNETTE);
        ObjectNode harmless = new ChartTexts(() -> "x").in(call);
        ObjectNode hostile = new ChartTexts(() -> "seven low risk").in(call);

        assertThatCode(() -> CardLaws.noTextOfTheChartIsShown(
                        answer(SharedKnowledge.knowledge(), harmless, "es"),
                        answer(SharedKnowledge.knowledge(), hostile, "es")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> CardLaws.noTextOfTheChartIsShown(
                        answer(mistaken, harmless, "es"), answer(mistaken, hostile, "es")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aGapThatIsNotToldIsFound() {
        ObjectNode call = HookInProcess.call(VIGNETTE);
        ObjectNode mixed = call.deepCopy();
        ArrayNode entries = ((ObjectNode) mixed.at("/prefetch/forms")).withArray("entry");
        JsonNode foreign = HookInProcess.call(Vignettes.named("v02")).at("/prefetch/forms/entry");
        foreign.forEach(entries::add);
        ((ObjectNode) mixed.at("/prefetch/forms")).put("total", entries.size());
        KnowledgeBase knowledge = SharedKnowledge.knowledge();
        JsonNode own = answer(knowledge, call, "en");
        JsonNode told = answer(knowledge, mixed, "en");

        assertThat(foreign).isNotEmpty();
        CardLaws.onlyTheGapIsAdded(own, told, List.of("forms"));
        assertThatThrownBy(() -> CardLaws.onlyTheGapIsAdded(own, own, List.of("forms")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> CardLaws.onlyTheGapIsAdded(own, told, List.of("conditions")))
                .isInstanceOf(AssertionError.class);
        ((ArrayNode) told.path("cards")).remove(0);
        assertThatThrownBy(() -> CardLaws.onlyTheGapIsAdded(own, told, List.of("forms")))
                .isInstanceOf(AssertionError.class);
    }
}
