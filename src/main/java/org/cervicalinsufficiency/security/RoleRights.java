package org.cervicalinsufficiency.security;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.cervicalinsufficiency.tenant.Role;

/** Which role may ever have which right to which type: the most that a scope can give. */
final class RoleRights {

    private static final Set<Right> LOOK = EnumSet.of(Right.READ, Right.SEARCH);
    private static final Set<Right> SUBMIT = EnumSet.of(Right.CREATE, Right.READ, Right.UPDATE, Right.SEARCH);
    private static final Set<Right> ALL = EnumSet.allOf(Right.class);

    /** What authors write. */
    private static final Set<String> AUTHORED = Set.of(
            "ActivityDefinition", "CodeSystem", "ConceptMap", "Library", "PlanDefinition", "Questionnaire", "ValueSet");

    /** What only a release changes. */
    private static final Set<String> RELEASED = Set.of("OperationDefinition", "SearchParameter", "StructureDefinition");

    /** What is about a patient, and is not written by integrators directly. */
    private static final Set<String> RECORD = Set.of(
            "Condition", "Encounter", "Observation", "Patient", "Procedure", "Provenance", "RiskAssessment", "Task");

    private static final Map<Role, Map<String, Set<Right>>> TABLE = table();

    private RoleRights() {}

    static boolean allow(Role role, String type, Right right) {
        return TABLE.getOrDefault(role, Map.of()).getOrDefault(type, Set.of()).contains(right);
    }

    /** Whether a type is knowledge, the same for every tenant, and about nobody. */
    static boolean isShared(String type) {
        return AUTHORED.contains(type) || RELEASED.contains(type);
    }

    private static Map<Role, Map<String, Set<Right>>> table() {
        Map<Role, Map<String, Set<Right>>> table = new EnumMap<>(Role.class);
        Map<String, Set<Right>> integrator = new HashMap<>();
        AUTHORED.forEach(type -> integrator.put(type, LOOK));
        RELEASED.forEach(type -> integrator.put(type, LOOK));
        RECORD.forEach(type -> integrator.put(type, LOOK));
        integrator.put("QuestionnaireResponse", SUBMIT);
        integrator.put("Subscription", ALL);
        table.put(Role.INTEGRATOR, integrator);
        Map<String, Set<Right>> author = new HashMap<>();
        AUTHORED.forEach(type -> author.put(type, ALL));
        RELEASED.forEach(type -> author.put(type, LOOK));
        table.put(Role.AUTHOR, author);
        table.put(Role.AUDITOR, Map.of("AuditEvent", LOOK));
        return table;
    }
}
