package org.cervicalinsufficiency.knowledge;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionDesignationComponent;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceDesignationComponent;

/** Whether every code that a card may show has its words, and no code that is in use has gone. */
final class CodeChecks {

    private final Defects defects = new Defects();
    private final Set<String> languages;

    private CodeChecks(Set<String> languages) {
        this.languages = languages;
    }

    /**
     * What is wrong.
     *
     * @param languages the languages that every label needs beside English
     */
    static List<ArtifactDefect> defects(ArtifactEdition edition, ArtifactEdition shipped, Set<String> languages) {
        CodeChecks checks = new CodeChecks(languages);
        edition.resources().forEach((key, artifact) -> {
            if (artifact instanceof CodeSystem codes) {
                checks.codes(codes, shipped.resources().get(key));
            }
            if (artifact instanceof ValueSet members) {
                checks.members(members);
            }
        });
        return checks.defects.found();
    }

    private void codes(CodeSystem codes, @org.jspecify.annotations.Nullable MetadataResource before) {
        Set<String> written = new HashSet<>();
        for (ConceptDefinitionComponent concept : codes.getConcept()) {
            String at = "concept[" + concept.getCode() + "]";
            require(
                    concept.hasCode() && concept.hasDisplay() && written.add(concept.getCode()),
                    codes,
                    at,
                    "every concept needs a code of its own and a display.");
            label(
                    codes,
                    at,
                    concept.getDesignation().stream()
                            .filter(ConceptDefinitionDesignationComponent::hasValue)
                            .map(ConceptDefinitionDesignationComponent::getLanguage)
                            .toList(),
                    concept.getDesignation().stream()
                            .allMatch(designation -> designation.hasLanguage() && designation.hasValue()));
        }
        if (before instanceof CodeSystem shipped) {
            shipped.getConcept()
                    .forEach(concept -> require(
                            written.contains(concept.getCode()),
                            codes,
                            "concept[" + concept.getCode() + "]",
                            "this code is in use by the server or the logic; its words may change, it must stay."));
        }
    }

    /** Lists of codes of others have no words of ours; where one member has, all need them. */
    private void members(ValueSet set) {
        List<ConceptReferenceComponent> members = set.getCompose().getInclude().stream()
                .flatMap(include -> include.getConcept().stream())
                .toList();
        if (members.stream().noneMatch(ConceptReferenceComponent::hasDesignation)) {
            return;
        }
        for (ConceptReferenceComponent member : members) {
            label(
                    set,
                    "compose.include.concept[" + member.getCode() + "]",
                    member.getDesignation().stream()
                            .filter(ConceptReferenceDesignationComponent::hasValue)
                            .map(ConceptReferenceDesignationComponent::getLanguage)
                            .toList(),
                    member.getDesignation().stream()
                            .allMatch(designation -> designation.hasLanguage() && designation.hasValue()));
        }
    }

    private void label(MetadataResource artifact, String at, List<String> translated, boolean whole) {
        require(whole, artifact, at, "every designation needs a language and a value.");
        languages.stream()
                .filter(language -> !language.equals("en"))
                .forEach(language -> require(
                        translated.contains(language),
                        artifact,
                        at,
                        "there is no designation in " + language + "; add it."));
    }

    private void require(boolean kept, MetadataResource artifact, String element, String sentence) {
        defects.unless(kept, artifact, element, sentence);
    }
}
