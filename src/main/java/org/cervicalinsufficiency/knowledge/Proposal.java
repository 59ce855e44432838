package org.cervicalinsufficiency.knowledge;

import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;

/**
 * What an action suggests: a draft that a clinician may accept, never an order.
 *
 * @param id id of the child action
 * @param label what the suggestion is called
 * @param activity what would be created
 * @param recommended the one suggestion that the card recommends
 */
public record Proposal(String id, Text label, ActivityDefinition activity, boolean recommended) {

    /**
     * The draft resource (ActivityDefinition {@code $apply} for ServiceRequest, the part that suggestions need).
     *
     * @param patientId bare id of the patient
     * @param reason why it is suggested, in the reader's language
     */
    public ServiceRequest draft(String patientId, String reason) {
        ServiceRequest draft = new ServiceRequest();
        draft.setStatus(ServiceRequestStatus.DRAFT);
        draft.setIntent(ServiceRequestIntent.PROPOSAL);
        draft.addInstantiatesCanonical(activity.getUrl() + "|" + activity.getVersion());
        draft.setCode(withoutExtensions(activity.getCode()));
        draft.setSubject(new Reference("Patient/" + patientId));
        draft.addReasonCode().setText(reason);
        return draft;
    }

    /** Translations stay with the artifact: an EHR gets a plain concept. */
    private static CodeableConcept withoutExtensions(CodeableConcept concept) {
        CodeableConcept plain = new CodeableConcept().setText(concept.getText());
        concept.getCoding()
                .forEach(coding -> plain.addCoding()
                        .setSystem(coding.getSystem())
                        .setCode(coding.getCode())
                        .setDisplay(coding.getDisplay()));
        return plain;
    }
}
