package org.cervicalinsufficiency.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.vignettes.KnowledgeDoor;
import org.cervicalinsufficiency.vignettes.Vignette;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.hl7.elm.r1.Literal;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;

/**
 * Changes every parameter of the logic (the define "Settings" of the compiled CQL), one at a time and by the smallest step,
 * and asks all vignettes. A number that no vignette notices is not proved by any of them.
 */
class ThresholdMutationTest {

    private static final String VERSION = "0.1.0";
    private static final String SCREENING = "CervicalInsufficiencyScreening";
    private static final String SETTINGS = "Settings";
    private static final Set<String> RESULT = Set.of("Tier", "ProvisionalReasons", "Route");

    private final CqlLibraries libraries =
            CqlLibraries.fromElm(SharedKnowledge.texts().elm());
    private final Artifacts artifacts =
            Artifacts.parse(FhirContext.forR4Cached(), SharedKnowledge.texts().resources());
    private final CqlEvaluator evaluator = new CqlEvaluator(libraries, ValueSets.of(artifacts.all(ValueSet.class)));
    private final CardPlan plan = artifacts.all(PlanDefinition.class).stream()
            .filter(definition -> definition.getUrl().endsWith("/cervical-insufficiency-screening"))
            .map(definition -> CardPlan.read(definition, artifacts))
            .findFirst()
            .orElseThrow();
    private final List<Case> cases = cases();

    /** A vignette in one profile with the result of the logic as it is. */
    private record Case(PatientFacts facts, EvaluationSettings settings, Map<String, Object> expected) {}

    @Test
    void everyParameterIsNoticedByAVignette() {
        List<String> survivors = new ArrayList<>();
        List<Literals.Number> settings = libraries.manager().getCompiledLibraries().values().stream()
                .flatMap(compiled -> Literals.in(compiled.getLibrary()).stream())
                .filter(number -> number.define().equals(SETTINGS))
                .toList();
        assertThat(settings.size()).isGreaterThan(10);
        settings.forEach(number -> survivors.addAll(survivors(number)));
        assertThat(survivors).as("numbers that no vignette notices").isEmpty();
    }

    private List<String> survivors(Literals.Number number) {
        List<String> survivors = new ArrayList<>();
        Literal literal = number.literal();
        String original = String.valueOf(literal.getValue());
        String place = number.toString();
        for (int direction : new int[] {1, -1}) {
            literal.setValue(stepped(literal, original, direction));
            if (cases.stream().noneMatch(this::differs)) {
                survivors.add(place + " -> " + literal.getValue());
            }
            literal.setValue(original);
        }
        return survivors;
    }

    private static String stepped(Literal literal, String original, int direction) {
        boolean decimal = String.valueOf(literal.getValueType()).endsWith("Decimal");
        BigDecimal step = new BigDecimal(decimal ? "0.1" : "1").multiply(BigDecimal.valueOf(direction));
        return new BigDecimal(original).add(step).toPlainString();
    }

    private boolean differs(Case one) {
        try {
            return !result(one.facts(), one.settings()).equals(one.expected());
        } catch (RuntimeException failed) {
            return true;
        }
    }

    private List<Case> cases() {
        List<Case> all = new ArrayList<>();
        for (Vignette vignette : Vignettes.all()) {
            for (String profile : vignette.profiles()) {
                PatientFacts facts = KnowledgeDoor.facts(vignette);
                EvaluationSettings settings = new EvaluationSettings(vignette.today(), profile, false);
                all.add(new Case(facts, settings, result(facts, settings)));
            }
        }
        return all;
    }

    /** What a vignette states: tier, provisional, route, cards with their indicator. */
    private Map<String, Object> result(PatientFacts facts, EvaluationSettings settings) {
        Map<String, Object> values = evaluator.evaluate(
                Map.of(
                        new CqlEvaluator.LibraryName(SCREENING, VERSION),
                        plan.defines(),
                        new CqlEvaluator.LibraryName("ScreeningExplanation", VERSION),
                        RESULT),
                facts,
                settings);
        Map<String, Object> result = new HashMap<>();
        result.put("tier", String.valueOf(values.get("Tier")));
        result.put("route", String.valueOf(values.get("Route")));
        result.put("provisional", !List.of().equals(values.get("ProvisionalReasons")));
        Map<String, String> cards = new TreeMap<>();
        plan.applicable(values).forEach(card -> cards.put(card.topic(), KnowledgeDoor.indicator(card.priority())));
        result.put("cards", cards);
        return result;
    }
}
