package org.cervicalinsufficiency.knowledge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.opencds.cqf.cql.engine.runtime.Code;
import org.opencds.cqf.cql.engine.terminology.CodeSystemInfo;
import org.opencds.cqf.cql.engine.terminology.TerminologyProvider;
import org.opencds.cqf.cql.engine.terminology.ValueSetInfo;

/**
 * The set's value sets as hash sets. Codes match on exact system and code; a coding without a system never matches
 * (FHIR R4, value sets with explicit {@code compose.include.concept} lists only).
 */
final class ValueSets implements TerminologyProvider {

    private record Canonical(String url, String version) {}

    /** Codes by system, by set. */
    private final Map<Canonical, Map<String, Set<String>>> sets;

    private ValueSets(Map<Canonical, Map<String, Set<String>>> sets) {
        this.sets = Map.copyOf(sets);
    }

    static ValueSets of(List<ValueSet> valueSets) {
        Map<Canonical, Map<String, Set<String>>> sets = new HashMap<>();
        for (ValueSet valueSet : valueSets) {
            Map<String, Set<String>> members = new HashMap<>();
            for (ConceptSetComponent include : valueSet.getCompose().getInclude()) {
                requireList(valueSet, include);
                for (ConceptReferenceComponent concept : include.getConcept()) {
                    members.computeIfAbsent(include.getSystem(), none -> new HashSet<>())
                            .add(concept.getCode());
                }
            }
            sets.put(new Canonical(valueSet.getUrl(), valueSet.getVersion()), members);
        }
        return new ValueSets(sets);
    }

    /** A filter or a reference to another set would leave members out in silence, and their facts with them. */
    private static void requireList(ValueSet valueSet, ConceptSetComponent include) {
        boolean listed = include.hasConcept() && !include.hasFilter() && !include.hasValueSet();
        if (!listed || valueSet.getCompose().hasExclude()) {
            throw new IllegalStateException("The ValueSet " + valueSet.getUrl()
                    + " must list its codes one by one, without filter or exclude.");
        }
    }

    @Override
    public boolean in(Code code, ValueSetInfo valueSet) {
        if (code.getSystem() == null || code.getCode() == null) {
            return false;
        }
        Set<String> codes = members(valueSet).get(code.getSystem());
        return codes != null && codes.contains(code.getCode());
    }

    @Override
    public Iterable<Code> expand(ValueSetInfo valueSet) {
        return members(valueSet).entrySet().stream()
                .flatMap(system -> system.getValue().stream()
                        .map(code -> new Code().withSystem(system.getKey()).withCode(code)))
                .toList();
    }

    @Override
    public Code lookup(Code code, CodeSystemInfo codeSystem) {
        return code;
    }

    private Map<String, Set<String>> members(ValueSetInfo valueSet) {
        Map<String, Set<String>> members = sets.get(new Canonical(valueSet.getId(), valueSet.getVersion()));
        if (members == null) {
            throw new IllegalStateException("The artifact set has no ValueSet " + valueSet.getId() + "|"
                    + valueSet.getVersion() + "; add it to fhir-resources/valueset.");
        }
        return members;
    }
}
