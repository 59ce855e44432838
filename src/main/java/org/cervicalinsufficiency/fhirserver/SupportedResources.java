package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.rest.api.IResourceSupportedSvc;
import java.util.Set;
import java.util.TreeSet;

/**
 * The resource types this server stores. All others are unknown to it: no DAO, no provider, no search parameter index.
 */
final class SupportedResources implements IResourceSupportedSvc {

    private static final Set<String> NAMES = Set.of(
            "ActivityDefinition",
            "AuditEvent",
            "Bundle",
            "CodeSystem",
            "Communication",
            "ConceptMap",
            "Condition",
            "Encounter",
            "Library",
            "Observation",
            "OperationDefinition",
            "Organization",
            "Patient",
            "PlanDefinition",
            "Practitioner",
            "Procedure",
            "Provenance",
            "Questionnaire",
            "QuestionnaireResponse",
            "RiskAssessment",
            "SearchParameter",
            "ServiceRequest",
            "StructureDefinition",
            "Subscription",
            "Task",
            "ValueSet");

    /** The names in alphabetical order. */
    static Set<String> names() {
        return new TreeSet<>(NAMES);
    }

    @Override
    public boolean isSupported(String resourceName) {
        return NAMES.contains(resourceName);
    }
}
