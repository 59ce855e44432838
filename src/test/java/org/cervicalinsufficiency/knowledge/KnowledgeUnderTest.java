package org.cervicalinsufficiency.knowledge;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cervicalinsufficiency.knowledge.CqlEvaluator.LibraryName;
import org.hl7.elm.r1.Library;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.ValueSet;

/** A copy of the logic of its own, whose compiled CQL may be changed. */
record KnowledgeUnderTest(
        CqlEvaluator evaluator,
        List<CardPlan> plans,
        Map<LibraryName, Set<String>> defines,
        List<Mutation> mutations,
        Dependents dependents) {

    private static final List<String> OURS =
            List.of("ScreeningRecord", "ScreeningAssessment", "CervicalInsufficiencyScreening", "ScreeningExplanation");
    private static final String VERSION = "0.1.0";

    static KnowledgeUnderTest read(ArtifactTexts texts) {
        Artifacts artifacts = Artifacts.parse(FhirContext.forR4Cached(), texts.resources());
        CqlLibraries libraries = CqlLibraries.fromElm(texts.elm());
        List<CardPlan> plans = artifacts.all(PlanDefinition.class).stream()
                .map(plan -> CardPlan.read(plan, artifacts))
                .toList();
        Set<String> conditions = new HashSet<>();
        plans.forEach(plan -> conditions.addAll(plan.defines()));
        List<Library> compiled = new ArrayList<>();
        List<Mutation> mutations = new ArrayList<>();
        for (String name : OURS) {
            Library library = libraries.library(name);
            compiled.add(library);
            mutations.addAll(Mutations.of(library, String.valueOf(texts.cql().get(name))));
        }
        return new KnowledgeUnderTest(
                new CqlEvaluator(libraries.asWritten(), ValueSets.of(artifacts.all(ValueSet.class))),
                plans,
                Map.of(
                        new LibraryName("CervicalInsufficiencyScreening", VERSION),
                        conditions,
                        new LibraryName("ScreeningExplanation", VERSION),
                        ResultReader.DEFINES),
                List.copyOf(mutations),
                new Dependents(compiled));
    }
}
