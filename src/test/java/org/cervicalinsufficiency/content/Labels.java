package org.cervicalinsufficiency.content;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;

/** The codes that the set has words for. */
final class Labels {

    private Labels() {}

    static CodeSystem codeSystem(String id) {
        return ArtifactSet.all(CodeSystem.class).stream()
                .filter(each -> each.getIdPart().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The set has no CodeSystem " + id));
    }

    /** The codes of one CodeSystem or of several together. */
    static Set<String> of(String... codeSystems) {
        Set<String> codes = new TreeSet<>();
        Stream.of(codeSystems)
                .flatMap(id -> codeSystem(id).getConcept().stream())
                .map(ConceptDefinitionComponent::getCode)
                .forEach(codes::add);
        return codes;
    }

    /** Whether a concept has words in English and in this language. */
    static boolean isIn(ConceptDefinitionComponent concept, String language) {
        return concept.hasDisplay()
                && concept.getDesignation().stream()
                        .anyMatch(each -> language.equals(each.getLanguage()) && each.hasValue());
    }
}
