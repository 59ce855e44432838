package org.cervicalinsufficiency.knowledge;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.ValueSet;

/** Whether the compiled CQL fits the resources around it. */
final class LibraryChecks {

    private final Defects defects = new Defects();
    private final ArtifactEdition edition;
    private final CqlLibraries libraries;

    private LibraryChecks(ArtifactEdition edition, CqlLibraries libraries) {
        this.edition = edition;
        this.libraries = libraries;
    }

    static List<ArtifactDefect> defects(ArtifactEdition edition, CqlLibraries libraries) {
        LibraryChecks checks = new LibraryChecks(edition, libraries);
        Set<String> valueSets = new HashSet<>();
        edition.resources().values().forEach(artifact -> {
            if (artifact instanceof ValueSet) {
                valueSets.add(artifact.getUrl() + "|" + artifact.getVersion());
            }
        });
        edition.resources().values().forEach(artifact -> {
            if (artifact instanceof Library library && !Leaflet.isOne(library)) {
                checks.library(library, valueSets);
            }
            if (artifact instanceof PlanDefinition plan) {
                checks.conditions(plan);
            }
        });
        return checks.defects.found();
    }

    private void library(Library library, Set<String> valueSets) {
        String name = library.getName();
        String inCql = libraries.version(name).orElse("");
        defects.unless(
                inCql.equals(library.getVersion()),
                library,
                "version",
                "the resource says " + library.getVersion() + ", its CQL says " + (inCql.isEmpty() ? "nothing" : inCql)
                        + "; write the same version in both.");
        for (String valueSet : libraries.valueSets(name)) {
            defects.unless(
                    valueSets.contains(valueSet),
                    library,
                    "content",
                    "the CQL uses the value set " + valueSet + ", which is not there; send both in one transaction, or"
                            + " name the version that is.");
        }
        if (KnowledgeBase.EXPLANATION.equals(name)) {
            ResultReader.DEFINES.forEach(define -> exists(define, library, library, "content"));
        }
    }

    private void conditions(PlanDefinition plan) {
        Library library = edition.resources().values().stream()
                .filter(Library.class::isInstance)
                .map(Library.class::cast)
                .filter(candidate ->
                        plan.getLibrary().get(0).getValue().equals(candidate.getUrl() + "|" + candidate.getVersion()))
                .findFirst()
                .orElse(null);
        if (library == null) {
            defects.unless(
                    false,
                    plan,
                    "library",
                    plan.getLibrary().get(0).getValue() + " is not there; name a Library as canonical|version.");
            return;
        }
        plan.getAction().forEach(action -> {
            String element = "action[" + action.getId() + "].condition";
            action.getCondition()
                    .forEach(condition -> exists(condition.getExpression().getExpression(), library, plan, element));
            action.getAction()
                    .forEach(child -> child.getCondition()
                            .forEach(condition ->
                                    exists(condition.getExpression().getExpression(), library, plan, element)));
        });
    }

    private void exists(String define, Library library, org.hl7.fhir.r4.model.MetadataResource place, String element) {
        defects.unless(
                libraries.defines(library.getName()).contains(define),
                place,
                element,
                "the Library " + library.getName() + " has no define " + define
                        + "; write it there, or name one that it has.");
    }
}
