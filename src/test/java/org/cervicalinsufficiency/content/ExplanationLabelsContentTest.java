package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cervicalinsufficiency.content.CompiledCql.ASSESSMENT;
import static org.cervicalinsufficiency.content.CompiledCql.EXPLANATION;
import static org.cervicalinsufficiency.content.CompiledCql.SCREENING;
import static org.cervicalinsufficiency.content.CompiledCql.define;
import static org.cervicalinsufficiency.content.CompiledCql.library;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.junit.jupiter.api.Test;

/** Every code that the CQL gives away has words in the CodeSystem that the cards take them from. */
class ExplanationLabelsContentTest {

    private static final List<String> REASONS_BY_FUNCTION =
            List.of("Status reason", "Reason of the date", "Reason of the age", "Reason of the value");
    private static final List<String> ABOUT_BY_FUNCTION =
            List.of("About", "About now", "Observation about", "Procedure about");

    @Test
    void areThereForTheNotesAndNoteForNote() {
        assertAllSaid("card-note", given("Note", 0));
    }

    @Test
    void areThereForTheTopicsOfTheNotes() {
        Set<String> topics = given("Note", 1);
        List.of("Acute topics", "Short card topics", "Education topics")
                .forEach(list -> topics.addAll(Elm.possible(define(EXPLANATION, list))));
        topics.remove(Elm.ANY);
        assertThat(topics).hasSizeGreaterThan(15).isSubsetOf(Labels.of("card-topic"));
    }

    @Test
    void areThereForTheFacts() {
        assertThat(facts()).hasSizeGreaterThan(40).isSubsetOf(Labels.of("factor", "screening-fact"));
    }

    @Test
    void areThereForTheWordsInPlaceOfAValue() {
        Set<String> words = given("Fact", 2);
        words.remove(Elm.ANY);
        Set<String> values =
                new TreeSet<>(List.of("value-one", "value-multiple", "value-possible", "value-not-pregnant"));
        ScreeningForm.options(ScreeningForm.item("sym.course"))
                .map(Coding::getCode)
                .filter(code -> !code.equals("asked-unknown"))
                .forEach(code -> values.add("value-" + code));
        assertThat(filled(words, Map.of("value-*", values))).isSubsetOf(Labels.of("card-text"));
    }

    @Test
    void areThereForWhereAFactComesFrom() {
        Set<String> origins = given("Fact", 4);
        CompiledCql.libraries().values().forEach(each -> origins.addAll(Elm.named(each, "origin")));
        origins.remove(Elm.ANY);
        assertThat(origins)
                .contains("form", "chart", "earlier-form")
                .allSatisfy(origin -> assertThat(Labels.of("card-text")).contains("word-" + origin));
    }

    @Test
    void areThereForWhatWasNotUsed() {
        Set<String> reasons = given("Unused", 1);
        reasons.addAll(Elm.named(library(EXPLANATION), "reason"));
        reasons.addAll(Elm.named(library("ScreeningPrefill"), "reason"));
        REASONS_BY_FUNCTION.forEach(function -> reasons.addAll(function(function)));
        reasons.addAll(List.of("refuted", "entered-in-error"));
        reasons.remove(Elm.ANY);
        assertAllSaid("not-used-reason", reasons);
        assertThat(unusedAbout())
                .hasSizeGreaterThan(30)
                .isSubsetOf(Labels.of("factor", "screening-fact", "screening-item"));
    }

    /** A label that nothing gives would promise a reader what no card ever says. */
    @Test
    void areNotThereForFactsThatNothingGives() {
        Set<String> given = new TreeSet<>(facts());
        given.addAll(unusedAbout());
        given.addAll(Elm.named(library(SCREENING), "about"));
        given.addAll(Elm.named(library(EXPLANATION), "about"));
        assertThat(given).containsAll(Labels.of("screening-fact"));
    }

    private static Set<String> unusedAbout() {
        Set<String> about = given("Unused", 0);
        about.addAll(Elm.named(library(EXPLANATION), "about"));
        ABOUT_BY_FUNCTION.forEach(function -> about.addAll(function(function)));
        about.remove(Elm.ANY);
        return filled(about, Map.of("symptom-*", symptoms()));
    }

    /** The texts that a function of the explanation can give. */
    private static Set<String> function(String name) {
        return CompiledCql.statements(EXPLANATION).stream()
                .filter(each -> each.path("name").asText().equals(name))
                .flatMap(each -> Elm.possible(each.path("expression")).stream())
                .collect(Collectors.toSet());
    }

    @Test
    void areThereForTheDoubts() {
        Set<String> doubts = new TreeSet<>(Elm.named(library(SCREENING), "doubt"));
        doubts.addAll(Elm.named(library(EXPLANATION), "doubt"));
        assertAllSaid("record-doubt", without(doubts));
        assertThat(without(Elm.named(library(SCREENING), "about")))
                .isNotEmpty()
                .isSubsetOf(Labels.of("factor", "screening-fact", "screening-item"));
    }

    @Test
    void areThereForTierRouteAndFactor() {
        Set<String> tiers = new TreeSet<>(Elm.possible(define(ASSESSMENT, "Tier")));
        tiers.addAll(Elm.possible(define(ASSESSMENT, "Computed tier")));
        calls(ASSESSMENT, "Factor")
                .forEach(call -> tiers.addAll(Elm.possible(call.path("operand").path(1))));
        assertAllSaid("tier", without(tiers));
        assertAllSaid("route", Elm.possible(define(ASSESSMENT, "Route")));
        assertAllSaid("factor", factors());
    }

    @Test
    void areThereForWhyAResultIsProvisional() {
        Set<String> reasons = Elm.all(define(ASSESSMENT, "Provisional reasons"), "Literal").stream()
                .map(literal -> literal.path("value").asText())
                .filter(value -> value.matches("P\\d"))
                .collect(Collectors.toSet());
        assertAllSaid("provisional-reason", reasons);
    }

    @Test
    void areThereForWhatIsMissing() {
        Set<String> missing = new TreeSet<>(Elm.named(define(ASSESSMENT, "Items"), "linkId"));
        missing.addAll(without(Elm.possible(define(EXPLANATION, "Missing"))));
        assertThat(missing)
                .hasSizeGreaterThan(15)
                .contains("preg.status", "ob.sptb")
                .isSubsetOf(Labels.of("screening-item"));
    }

    @Test
    void areMissedWhereAPatternIsNew() {
        JsonNode texts = ArtifactSet.json("""
                {"type": "If", "then": {"type": "Literal", "value": "known"}, "else": {"type": "Concatenate", "operand": [
                  {"type": "Literal", "value": "new-"}, {"type": "Property", "path": "code"}]}}
                """);
        assertThat(Elm.possible(texts)).containsExactly("known", "new-*");
        assertThat(filled(Elm.possible(texts), Map.of("other-*", Set.of("other-one"))))
                .contains("new-*");
    }

    /** Every code given has a label, and every label is given by something. */
    private static void assertAllSaid(String codeSystem, Set<String> given) {
        assertThat(given).as("labels of " + codeSystem).containsExactlyInAnyOrderElementsOf(Labels.of(codeSystem));
    }

    private static List<JsonNode> calls(String library, String function) {
        return Elm.calls(library(library), function);
    }

    /** What the calls of a function of the explanation give for one of its parameters. */
    private static Set<String> given(String function, int parameter) {
        Set<String> texts = new TreeSet<>();
        calls(EXPLANATION, function)
                .forEach(call -> texts.addAll(Elm.possible(call.path("operand").path(parameter))));
        return texts;
    }

    /** The texts with each pattern replaced by what it can become; a pattern that is not told stays and is missed. */
    private static Set<String> filled(Set<String> patterns, Map<String, ? extends Collection<String>> told) {
        return patterns.stream()
                .flatMap(pattern -> told.containsKey(pattern) ? told.get(pattern).stream() : Set.of(pattern).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> without(Set<String> texts) {
        return texts.stream().filter(text -> !text.equals(Elm.ANY)).collect(Collectors.toSet());
    }

    private static Set<String> facts() {
        return filled(given("Fact", 0), Map.of("symptom-*", symptoms(), "*", problemsAndFactors()));
    }

    private static Set<String> symptoms() {
        return Elm.named(define(ASSESSMENT, "Symptom items"), "linkId").stream()
                .map(linkId -> "symptom-" + linkId.substring("sym.".length()))
                .collect(Collectors.toSet());
    }

    private static Set<String> factors() {
        Set<String> factors = new TreeSet<>(Elm.named(library(ASSESSMENT), "factor"));
        calls(ASSESSMENT, "Factor")
                .forEach(
                        call -> factors.addAll(Elm.possible(call.path("operand").path(0))));
        return without(factors);
    }

    private static Set<String> problemsAndFactors() {
        Set<String> codes = new TreeSet<>(factors());
        codes.addAll(without(Elm.named(library(ASSESSMENT), "problem")));
        return codes;
    }
}
