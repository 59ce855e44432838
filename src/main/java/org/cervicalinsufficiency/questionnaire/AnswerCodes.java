package org.cervicalinsufficiency.questionnaire;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;

/**
 * Which codes name the same answer, read from the ConceptMaps from local answer codes to public ones. A local code stands
 * for each of its targets; two public codes stand for each other only where both are equivalent to one local code.
 */
final class AnswerCodes {

    private static final Set<ConceptMapEquivalence> SAME =
            Set.of(ConceptMapEquivalence.EQUIVALENT, ConceptMapEquivalence.EQUAL);
    private static final Set<ConceptMapEquivalence> NOT_THE_SAME =
            Set.of(ConceptMapEquivalence.UNMATCHED, ConceptMapEquivalence.DISJOINT);

    private final Map<String, Set<String>> targets = new HashMap<>();
    private final Map<String, Set<String>> locals = new HashMap<>();
    private final Map<String, Set<String>> equivalents = new HashMap<>();

    AnswerCodes(List<ConceptMap> maps) {
        maps.forEach(map -> map.getGroup().forEach(this::read));
    }

    private void read(ConceptMapGroupComponent group) {
        group.getElement()
                .forEach(element -> element.getTarget().forEach(target -> {
                    String local = Codings.key(group.getSource(), element.getCode());
                    String other = Codings.key(group.getTarget(), target.getCode());
                    if (!NOT_THE_SAME.contains(target.getEquivalence())) {
                        add(targets, local, other);
                    }
                    if (SAME.contains(target.getEquivalence())) {
                        add(equivalents, local, other);
                        add(locals, other, local);
                    }
                }));
    }

    private static void add(Map<String, Set<String>> map, String key, String value) {
        map.computeIfAbsent(key, absent -> new HashSet<>()).add(value);
    }

    /** Whether an answer means an option, by itself or by the maps. */
    boolean means(Coding given, Coding option) {
        String is = Codings.key(given);
        String wanted = Codings.key(option);
        return is.equals(wanted)
                || targets.getOrDefault(is, Set.of()).contains(wanted)
                || locals.getOrDefault(is, Set.of()).stream()
                        .anyMatch(local -> local.equals(wanted)
                                || equivalents.getOrDefault(local, Set.of()).contains(wanted));
    }
}
