package org.cervicalinsufficiency.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.knowledge.CqlEvaluator.LibraryName;
import org.cervicalinsufficiency.vignettes.KnowledgeDoor;
import org.cervicalinsufficiency.vignettes.Vignette;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;

/** Linking changes how long an evaluation takes, and nothing else. */
class ElmLinkerTest {

    private static final String HEAD = """
            using FHIR version '4.0.1'
            include FHIRHelpers version '4.0.1'
            """;
    private static final String BELOW = """
            library Below version '1'
            %s
            codesystem "Codes": 'urn:codes'
            valueset "Some": 'urn:some' version '1'
            code "One": '1' from "Codes"
            concept "Both": { "One" }
            parameter "Today" Date default @2020-01-02
            context Patient
            define "Same name": 'below'
            define function "Says"(number Integer): 'integer below'
            define function "Says"(words String): 'string below'
            define "Seen": [Observation] O where O.code ~ "Both"
            define "In the set": exists ([Observation] O where O.code in "Some")
            """.formatted(HEAD);
    private static final String ABOVE = """
            library Above version '1'
            %s
            include Below version '1' called B
            context Patient
            define "Same name": 'above'
            define function "Says"(number Integer): 'integer above'
            define "All": { "Same name", B."Same name", "Says"(1), B."Says"(1), B."Says"('one') }
            define "Count": Count(B."Seen")
            define "Code": B."One".code
            define "Member": B."One" in B."Some"
            define "Set": B."In the set"
            define "Day": B."Today"
            define "Who": Patient.id.value
            """.formatted(HEAD);
    private static final Set<String> ASKED = Set.of("All", "Count", "Code", "Member", "Set", "Day", "Who");

    private static Map<String, Object> evaluate(CqlProgram program, String library, Set<String> defines) {
        ValueSet some = new ValueSet();
        some.setUrl("urn:some").setVersion("1");
        some.getCompose().addInclude().setSystem("urn:codes").addConcept().setCode("1");
        Patient patient = new Patient();
        patient.setId("p");
        return new CqlEvaluator(program, ValueSets.of(List.of(some)))
                .evaluate(
                        Map.of(new LibraryName(library, "1"), defines),
                        new PatientFacts(patient, List.of(seen("p"), seen("another"))),
                        new EvaluationSettings(LocalDate.of(2026, 6, 15), "us", false));
    }

    private static Observation seen(String patient) {
        Observation seen = new Observation();
        seen.setCode(new CodeableConcept().addCoding(new Coding("urn:codes", "1", null)));
        seen.setSubject(new Reference("Patient/" + patient));
        return seen;
    }

    @Test
    void writesOutEveryKindOfName() {
        CqlLibraries libraries = CqlLibraries.fromElm(CqlCompiler.toElm(Map.of("Above", ABOVE, "Below", BELOW)));
        Map<String, Object> linked = evaluate(libraries.linked(), "Above", ASKED);
        assertThat(linked)
                .containsEntry("All", List.of("above", "below", "integer above", "integer below", "string below"))
                .containsEntry("Count", 1)
                .containsEntry("Code", "1")
                .containsEntry("Member", true)
                .containsEntry("Set", true)
                .containsEntry("Day", LocalDate.of(2026, 6, 15))
                .containsEntry("Who", "p")
                .isEqualTo(evaluate(libraries.asWritten(), "Above", ASKED));
    }

    @Test
    void saysTheSameForEveryDefineOfEveryVignette() {
        EveryDefine linked = new EveryDefine(SharedKnowledge.texts());
        EveryDefine asWritten = new EveryDefine(SharedKnowledge.texts(), CqlLibraries::asWritten);
        for (Vignette vignette : Vignettes.all()) {
            PatientFacts facts = KnowledgeDoor.facts(vignette);
            EvaluationSettings settings =
                    new EvaluationSettings(vignette.today(), vignette.profiles().get(0), false);
            assertThat(linked.of(facts, settings)).as(vignette.id()).isEqualTo(asWritten.of(facts, settings));
        }
    }

    /** A filter that this server does not apply is refused, linked or not; see {@link CqlEvaluator}. */
    @Test
    void leavesARetrieveWithAFilterAsItIs() {
        String filtered = BELOW + "define \"Filtered\": [Observation: \"One\"]\n";
        CqlLibraries libraries = CqlLibraries.fromElm(CqlCompiler.toElm(Map.of("Below", filtered)));
        for (CqlProgram program : List.of(libraries.linked(), libraries.asWritten())) {
            assertThatThrownBy(() -> evaluate(program, "Below", Set.of("Filtered")))
                    .hasStackTraceContaining("The CQL filters a retrieve of Observation");
        }
    }

    @Test
    void namesALibraryThatIsMissing() {
        Map<String, String> elm = new HashMap<>(CqlCompiler.toElm(Map.of("Above", ABOVE, "Below", BELOW)));
        elm.remove("Below");
        assertThatThrownBy(() -> ElmLinker.link(elm))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Above includes Below, which is not in the set.");
    }

    @Test
    void refusesAParameterThatIsDeclaredTwiceAndDifferently() {
        String other = BELOW.replace("library Below", "library Other").replace("@2020-01-02", "@2020-01-03");
        Map<String, String> elm = CqlCompiler.toElm(Map.of("Other", other, "Below", BELOW));
        assertThatThrownBy(() -> ElmLinker.link(elm))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("declare the parameter Today differently");
    }

    @Test
    void refusesATextThatIsNoElm() {
        assertThatThrownBy(() -> ElmLinker.link(Map.of("Below", "library Below")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("library Below is no ELM");
    }
}
