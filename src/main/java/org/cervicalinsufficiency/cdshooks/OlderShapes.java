package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * Recognises resources of DSTU2 and STU3. An R4 parser reads many of them without a complaint and loses on the way whose
 * they are and what their status is.
 */
final class OlderShapes {

    private static final Set<String> GONE_TYPES = Set.of(
            "MedicationOrder",
            "ProcedureRequest",
            "ReferralRequest",
            "DiagnosticOrder",
            "DeviceUseRequest",
            "DeviceComponent",
            "BodySite",
            "DataElement",
            "Conformance",
            "ProcessRequest",
            "ProcessResponse",
            "EligibilityRequest",
            "EligibilityResponse",
            "ImagingManifest",
            "ImagingObjectSelection",
            "Order",
            "OrderResponse");

    private static final Set<String> SUBJECT_TYPES =
            Set.of("Condition", "Observation", "Procedure", "QuestionnaireResponse", "Communication", "ServiceRequest");

    private OlderShapes() {}

    /** Whether this resource cannot have been written as R4. */
    static boolean in(JsonNode resource) {
        String type = resource.path("resourceType").asText();
        return GONE_TYPES.contains(type)
                || resource.path("clinicalStatus").isTextual()
                || resource.path("verificationStatus").isTextual()
                || (SUBJECT_TYPES.contains(type) && resource.has("patient") && !resource.has("subject"))
                || (type.equals("Procedure") && (resource.has("notPerformed") || resource.has("notDone")))
                || (type.equals("Communication") && resource.has("notDone"))
                || (type.equals("QuestionnaireResponse")
                        && (resource.has("group")
                                || resource.path("questionnaire").isObject()));
    }
}
