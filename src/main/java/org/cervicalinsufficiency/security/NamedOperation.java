package org.cervicalinsufficiency.security;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cervicalinsufficiency.tenant.Role;

/**
 * An operation that somebody may call: an operation without an entry is refused.
 *
 * @param roles one of these is needed
 * @param needed rights to types, all of which are needed
 */
record NamedOperation(Set<Role> roles, List<Need> needed) {

    /** The right to a type that an operation takes. */
    record Need(String type, Right right) {

        static Need read(String type) {
            return new Need(type, Right.READ);
        }
    }

    private static final Set<Role> INTEGRATORS = Set.of(Role.INTEGRATOR);
    private static final Set<Role> READERS_OF_KNOWLEDGE = Set.of(Role.INTEGRATOR, Role.AUTHOR);

    /** By type and name. */
    private static final Map<String, NamedOperation> LISTED = Map.ofEntries(
            Map.entry("Questionnaire/$populate", aboutPatients("Questionnaire", "Patient")),
            Map.entry("PlanDefinition/$apply", aboutPatients("PlanDefinition", "Patient")),
            Map.entry("PlanDefinition/$r5.apply", aboutPatients("PlanDefinition", "Patient")),
            Map.entry("ActivityDefinition/$apply", aboutPatients("ActivityDefinition", "Patient")),
            Map.entry("QuestionnaireResponse/$assess", aboutPatients("QuestionnaireResponse", "RiskAssessment")),
            Map.entry("ValueSet/$expand", aboutKnowledge("ValueSet")),
            Map.entry("ValueSet/$validate-code", aboutKnowledge("ValueSet")),
            Map.entry("CodeSystem/$lookup", aboutKnowledge("CodeSystem")),
            Map.entry("CodeSystem/$subsumes", aboutKnowledge("CodeSystem")),
            Map.entry("CodeSystem/$validate-code", aboutKnowledge("CodeSystem")),
            Map.entry("ConceptMap/$translate", aboutKnowledge("ConceptMap")));

    static Optional<NamedOperation> find(String type, String name) {
        return Optional.ofNullable(LISTED.get(type + "/" + name));
    }

    private static NamedOperation aboutPatients(String type, String other) {
        return new NamedOperation(INTEGRATORS, List.of(Need.read(type), Need.read(other)));
    }

    private static NamedOperation aboutKnowledge(String type) {
        return new NamedOperation(READERS_OF_KNOWLEDGE, List.of(Need.read(type)));
    }
}
