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

    private record Member(String system, String code) {}

    private final Map<String, Set<Member>> byCanonical;

    private ValueSets(Map<String, Set<Member>> byCanonical) {
        this.byCanonical = Map.copyOf(byCanonical);
    }

    static ValueSets of(List<ValueSet> valueSets) {
        Map<String, Set<Member>> byCanonical = new HashMap<>();
        for (ValueSet valueSet : valueSets) {
            Set<Member> members = new HashSet<>();
            for (ConceptSetComponent include : valueSet.getCompose().getInclude()) {
                requireList(valueSet, include);
                for (ConceptReferenceComponent concept : include.getConcept()) {
                    members.add(new Member(include.getSystem(), concept.getCode()));
                }
            }
            byCanonical.put(valueSet.getUrl() + "|" + valueSet.getVersion(), Set.copyOf(members));
        }
        return new ValueSets(byCanonical);
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
        return members(valueSet).contains(new Member(code.getSystem(), code.getCode()));
    }

    @Override
    public Iterable<Code> expand(ValueSetInfo valueSet) {
        return members(valueSet).stream()
                .map(member -> new Code().withSystem(member.system()).withCode(member.code()))
                .toList();
    }

    @Override
    public Code lookup(Code code, CodeSystemInfo codeSystem) {
        return code;
    }

    private Set<Member> members(ValueSetInfo valueSet) {
        Set<Member> members = byCanonical.get(valueSet.getId() + "|" + valueSet.getVersion());
        if (members == null) {
            throw new IllegalStateException("The artifact set has no ValueSet " + valueSet.getId() + "|"
                    + valueSet.getVersion() + "; add it to fhir-resources/valueset.");
        }
        return members;
    }
}
