package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cervicalinsufficiency.vignettes.Vignette;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** Every fact of the seed texts reaches a clinician or a patient: the element that carries it, and a case that shows it. */
class SeedCoverageTest {

    private final PlanDefinition plan =
            ContentFiles.read(PlanDefinition.class, "plandefinition/cervical-insufficiency-screening.json");
    private final Questionnaire form =
            ContentFiles.read(Questionnaire.class, "questionnaire/cervical-insufficiency-screening.json");

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows() {
        InputStream file = Objects.requireNonNull(SeedCoverageTest.class.getResourceAsStream("/seed-coverage.yaml"));
        return (List<Map<String, Object>>) new Yaml().load(file);
    }

    @Test
    void hasEveryRow() {
        assertThat(rows().stream().map(row -> row.get("seed")))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 22).mapToObj(n -> "S" + n).toList());
    }

    @TestFactory
    Stream<DynamicTest> isCarriedAndShown() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map<String, Object> row : rows()) {
            for (Object carrier : (List<?>) Objects.requireNonNull(row.get("carriers"))) {
                tests.add(DynamicTest.dynamicTest(row.get("seed") + " carried by " + carrier, () -> carries(carrier)));
            }
            ((Map<?, ?>) Objects.requireNonNull(row.get("shown")))
                    .forEach((vignette, what) -> tests.add(DynamicTest.dynamicTest(
                            row.get("seed") + " shown by " + vignette + ": " + what,
                            () -> shows(String.valueOf(vignette), String.valueOf(what)))));
        }
        return tests.stream();
    }

    private void carries(Object carrier) {
        Map<?, ?> element = (Map<?, ?>) carrier;
        if (element.containsKey("action")) {
            assertThat(action(text(element, "action")).getDescription()).contains(text(element, "says"));
        } else if (element.containsKey("leaflet")) {
            assertThat(LeafletFiles.text(text(element, "leaflet"), "en").replaceAll("\\s+", " "))
                    .contains(text(element, "says"));
        } else if (element.containsKey("item")) {
            assertThat(linkIds(form.getItem())).contains(text(element, "item"));
        } else if (element.containsKey("factor")) {
            assertThat(codes("factor")).contains(text(element, "factor"));
        } else if (element.containsKey("note")) {
            assertThat(codes("card-note")).contains(text(element, "note"));
        } else if (element.containsKey("cited")) {
            assertThat(plan.getRelatedArtifact())
                    .anyMatch(artifact -> String.valueOf(artifact.getCitation()).contains(text(element, "cited")));
        } else {
            assertThat(plan.getDescription()).contains(text(element, "title"));
        }
    }

    private static void shows(String id, String what) {
        Vignette vignette = Vignettes.named(id);
        boolean asCard = vignette.expected().cards().containsKey(what);
        boolean asFactor = vignette.expected()
                .factors()
                .map(factors -> factors.contains(what))
                .orElse(false);
        assertThat(asCard || asFactor).as(id + " shows " + what).isTrue();
    }

    private static String text(Map<?, ?> element, String key) {
        return String.valueOf(element.get(key));
    }

    private PlanDefinitionActionComponent action(String id) {
        return plan.getAction().stream()
                .filter(action -> id.equals(action.getId()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The PlanDefinition has no action " + id));
    }

    private static List<String> linkIds(List<QuestionnaireItemComponent> items) {
        List<String> linkIds = new ArrayList<>();
        for (QuestionnaireItemComponent item : items) {
            linkIds.add(item.getLinkId());
            linkIds.addAll(linkIds(item.getItem()));
        }
        return linkIds;
    }

    private static List<String> codes(String codeSystem) {
        return ContentFiles.read(CodeSystem.class, "codesystem/" + codeSystem + ".json").getConcept().stream()
                .map(CodeSystem.ConceptDefinitionComponent::getCode)
                .toList();
    }
}
