package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lists of codes: written out, so that every engine reads the same, and never hidden behind a stub. */
class ValueSetsContentTest {

    static List<ValueSet> valueSets() {
        return ArtifactSet.all(ValueSet.class);
    }

    static List<CodeSystem> codeSystems() {
        return ArtifactSet.all(CodeSystem.class);
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void areWrittenOut(ValueSet list) {
        assertThat(isWrittenOut(list)).isTrue();
        assertThat(composed(list)).isNotEmpty().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void expandToWhatTheyList(ValueSet list) {
        assertThat(expanded(list)).containsExactlyElementsOf(composed(list));
        assertThat(list.getExpansion().getTotal()).isEqualTo(composed(list).size());
        assertThat(list.getExpansion().hasTimestamp()).isTrue();
    }

    /** A stub of SNOMED CT, LOINC or ICD-10-CM makes every code of that system unknown to HAPI. */
    @ParameterizedTest
    @MethodSource("codeSystems")
    void hideNoSystemOfOthers(CodeSystem system) {
        assertThat(system.getUrl()).startsWith(ContentFiles.BASE);
        assertThat(system.getContent()).isEqualTo(CodeSystemContentMode.COMPLETE);
        assertThat(system.getCaseSensitive()).isTrue();
        assertThat(system.getCount()).isEqualTo(system.getConcept().size());
        assertThat(system.getConcept())
                .isNotEmpty()
                .allMatch(concept -> concept.getConcept().isEmpty())
                .allMatch(concept -> Labels.isIn(concept, "es"));
    }

    @Test
    void areMissedWithAFilterAnImportOrAnExclusion() {
        assertThat(Stream.of(new ValueSet(), new ValueSet(), new ValueSet(), listed()))
                .filteredOn(ValueSetsContentTest::isWrittenOut)
                .hasSize(1);
        ValueSet filtered = listed();
        filtered.getCompose().getIncludeFirstRep().addFilter().setProperty("concept");
        ValueSet imported = listed();
        imported.getCompose().getIncludeFirstRep().addValueSet("https://x/ValueSet/any");
        ValueSet excluding = listed();
        excluding.getCompose().addExclude().setSystem("https://x");
        assertThat(List.of(filtered, imported, excluding)).noneMatch(ValueSetsContentTest::isWrittenOut);
    }

    @Test
    void areMissedWithAnotherExpansion() {
        ValueSet list = listed();
        list.getExpansion().addContains().setSystem("https://x").setCode("A").setDisplay("Another");
        assertThat(expanded(list)).isNotEqualTo(composed(list));
    }

    private static ValueSet listed() {
        ValueSet list = new ValueSet();
        list.getCompose()
                .addInclude()
                .setSystem("https://x")
                .addConcept()
                .setCode("A")
                .setDisplay("One");
        return list;
    }

    private static boolean isWrittenOut(ValueSet list) {
        return list.getCompose().hasInclude()
                && !list.getCompose().hasExclude()
                && list.getCompose().getInclude().stream()
                        .allMatch(include -> include.hasSystem() && isListed(include));
    }

    private static boolean isListed(ConceptSetComponent include) {
        return include.hasConcept()
                && !include.hasFilter()
                && !include.hasValueSet()
                && include.getConcept().stream().allMatch(concept -> concept.hasCode() && concept.hasDisplay());
    }

    private static List<String> composed(ValueSet list) {
        return list.getCompose().getInclude().stream()
                .flatMap(include -> include.getConcept().stream()
                        .map(concept -> include.getSystem() + "|" + concept.getCode() + "|" + concept.getDisplay()))
                .toList();
    }

    private static List<String> expanded(ValueSet list) {
        return list.getExpansion().getContains().stream()
                .map(concept -> concept.getSystem() + "|" + concept.getCode() + "|" + concept.getDisplay())
                .toList();
    }
}
