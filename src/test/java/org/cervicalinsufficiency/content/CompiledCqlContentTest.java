package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.cervicalinsufficiency.knowledge.CqlCompiler;
import org.hl7.fhir.r4.model.Expression;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The compiled CQL and the plans fit each other: no message, no name without a define, no define without a use. */
class CompiledCqlContentTest {

    /** Defines of the explanation that programs read; the words of the cards hang on them. */
    private static final Set<String> EXPLANATION = Set.of(
            "Tier",
            "Provisional",
            "ProvisionalReasons",
            "Route",
            "GestationalAge",
            "Factors",
            "Missing",
            "Doubts",
            "FactsUsed",
            "NotUsed",
            "CardValues",
            "Notes",
            "CurrentForm",
            "FormerForms");

    /** One-word defines that only other libraries read; two words would say so. */
    private static final Set<String> INTERNAL = Set.of("Doubts", "Facts", "Hints");

    static Stream<PlanDefinition> plans() {
        return ArtifactSet.all(PlanDefinition.class).stream();
    }

    /** Among them: a condition whose define is not there or gives no Boolean. */
    @Test
    void givesNoMessage() {
        assertThat(CompiledCql.messages()).isEmpty();
        assertThat(CompiledCql.libraries())
                .containsOnlyKeys(CqlText.texts().keySet().toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void isAskedByOneWordOfThePlansOwnLibrary(PlanDefinition plan) {
        assertThat(PlanConditions.of(plan))
                .filteredOn(expression -> !expression.getExpression().equals("false"))
                .isNotEmpty()
                .allMatch(expression -> PlanConditions.isPinnedDefine(expression, plan));
    }

    @Test
    void hasEveryDefineThatAPlanAsksFor() {
        assertThat(CompiledCql.oneWordDefines(CompiledCql.SCREENING)).containsAll(PlanConditions.defines());
    }

    @Test
    void hasNoCardDefineThatNoPlanAsksFor() {
        assertThat(PlanConditions.defines()).containsAll(published(CompiledCql.SCREENING));
    }

    @Test
    void tellsProgramsWhatItPromises() {
        assertThat(CompiledCql.oneWordDefines(CompiledCql.EXPLANATION)).containsAll(EXPLANATION);
        assertThat(EXPLANATION).containsAll(published(CompiledCql.EXPLANATION));
    }

    @Test
    void retrievesWholeTypesOnly() {
        List<JsonNode> retrieves = Retrieves.all();
        assertThat(retrieves).hasSizeGreaterThan(4);
        assertThat(retrieves).noneMatch(Retrieves::isFiltered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'Retrieve', 'codes': {'type': 'ValueSetRef'}}",
                "{'type': 'Retrieve', 'dateRange': {'type': 'Interval'}}",
                "{'type': 'Retrieve', 'codeFilter': [{}]}"
            })
    void isMissedWithAFilter(String retrieve) {
        assertThat(Retrieves.isFiltered(ArtifactSet.json(retrieve.replace('\'', '"'))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"define A: not 'yes'", "define A: Missing", "define A: 1 +"})
    void isMissedWithAMessage(String define) {
        assertThatThrownBy(() -> CqlCompiler.toElm(Map.of("Any", "library Any\n" + define)))
                .hasMessageContaining("Any line 2");
    }

    @Test
    void isMissedWithAnExpressionThatIsNoPinnedName() {
        var plan = new PlanDefinition();
        plan.addLibrary("https://x/Library/Any|0.1.0");
        var expression = new Expression()
                .setLanguage("text/cql")
                .setExpression("Any")
                .setReference("https://x/Library/Any|0.1.0");
        assertThat(PlanConditions.isPinnedDefine(expression, plan)).isTrue();
        assertThat(List.of(
                        expression.copy().setExpression("Any or None"),
                        expression.copy().setLanguage("text/cql-identifier"),
                        expression.copy().setReference("https://x/Library/Any")))
                .noneMatch(each -> PlanConditions.isPinnedDefine(each, plan));
    }

    private static List<String> published(String library) {
        return CompiledCql.oneWordDefines(library).stream()
                .filter(name -> EXPLANATION.contains(name) && library.equals(CompiledCql.EXPLANATION)
                        || !INTERNAL.contains(name))
                .toList();
    }
}
