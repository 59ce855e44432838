package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cervicalinsufficiency.content.ScreeningForm.items;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.knowledge.EvaluationSettings;
import org.cervicalinsufficiency.knowledge.PatientFacts;
import org.hl7.fhir.r4.model.Expression;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.junit.jupiter.api.Test;

/** The form and the library that fills it agree: each value has a question, each expression a define. */
class PrefillContentTest {

    private static final String INITIAL =
            "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-initialExpression";
    private static final String LIBRARY = "ScreeningPrefill";
    private static final Set<String> FOR_PROGRAMS = Set.of("Prefill", "PrefillHints", "PrefillReads");

    @Test
    void namesOneDefineOfThePinnedLibraryForEachItemThatIsFilled() {
        Map<String, String> defines = new TreeMap<>();
        for (QuestionnaireItemComponent item : items()) {
            item.getExtensionsByUrl(INITIAL).forEach(extension -> {
                Expression expression = (Expression) extension.getValue();
                assertThat(expression.getLanguage()).isEqualTo("text/cql");
                assertThat(expression.getReference())
                        .isEqualTo(ContentFiles.BASE + "Library/" + LIBRARY + "|" + ArtifactSet.VERSION);
                defines.put(item.getLinkId(), expression.getExpression());
            });
        }
        Set<String> published = new TreeSet<>(CompiledCql.oneWordDefines(LIBRARY));
        published.removeAll(FOR_PROGRAMS);
        assertThat(defines.values()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(published);
        assertThat(defines.keySet()).isEqualTo(readFrom().keySet());
        defines.forEach((linkId, define) -> assertThat(asksFor(define)).isEqualTo(linkId));
    }

    /** A type that is read must be one that the reader of a chart brings. */
    @Test
    void readsOnlyTypesThatTheLogicRetrieves() {
        assertThat(readFrom().values())
                .allSatisfy(types -> assertThat(Retrieves.types()).containsAll(types));
    }

    @Test
    void neverFillsWhatOnlyAPersonCanSay() {
        assertThat(readFrom())
                .doesNotContainKeys("preg.edd-agreed", "ob.unknown", "next")
                .allSatisfy((linkId, types) -> assertThat(linkId.startsWith("sym.") && !linkId.equals("sym.fever"))
                        .isFalse());
    }

    private static String asksFor(String define) {
        JsonNode call = CompiledCql.define(LIBRARY, define);
        return call.path("operand").path(0).path("value").asText();
    }

    private static Map<String, Set<String>> readFrom() {
        Patient nobody = new Patient();
        nobody.setId("nobody");
        return SharedKnowledge.knowledge()
                .prefill(
                        new PatientFacts(nobody, java.util.List.of()),
                        new EvaluationSettings(java.time.LocalDate.of(2026, 6, 15), "us", false))
                .readFrom();
    }
}
