package org.cervicalinsufficiency.knowledge;

import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.ActivityDefinition.ActivityDefinitionKind;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * What an action suggests: a draft that a clinician may accept, never an order.
 *
 * @param id id of the child action
 * @param label what the suggestion is called
 * @param activity what would be created
 * @param recommended the one suggestion that the card recommends
 */
public record Proposal(String id, Text label, ActivityDefinition activity, boolean recommended) {

    private static final String COLLECT_WITH = "http://hl7.org/fhir/uv/cpg/StructureDefinition/cpg-collectWith";
    private static final List<ActivityDefinitionKind> KINDS =
            List.of(ActivityDefinitionKind.SERVICEREQUEST, ActivityDefinitionKind.TASK);

    /** Refuses an activity that cannot be drafted here. */
    public Proposal {
        if (!KINDS.contains(activity.getKind())) {
            throw new IllegalStateException("The action " + id + " suggests " + activity.getUrl()
                    + ", whose kind is neither ServiceRequest nor Task; no other kind can be drafted.");
        }
        if (activity.getKind() == ActivityDefinitionKind.TASK && !activity.hasExtension(COLLECT_WITH)) {
            throw new IllegalStateException("The action " + id + " suggests " + activity.getUrl()
                    + ", a task without a form; name the Questionnaire in the extension " + COLLECT_WITH + ".");
        }
    }

    /** The type of the resource that this drafts. */
    public String resourceType() {
        return activity.getKind().toCode();
    }

    /**
     * The draft resource (ActivityDefinition {@code $apply}, the part that suggestions need): a ServiceRequest, or a Task
     * whose input is the form to fill in.
     *
     * @param patientId bare id of the patient
     * @param reason why it is suggested
     * @param language language of the reader
     */
    public DomainResource draft(String patientId, Text reason, Locale language) {
        Reference patient = new Reference("Patient/" + patientId);
        CodeableConcept why = new CodeableConcept().setText(reason.in(language));
        return activity.getKind() == ActivityDefinitionKind.TASK
                ? task(patient, why, language)
                : request(patient, why, language);
    }

    private ServiceRequest request(Reference patient, CodeableConcept why, Locale language) {
        return new ServiceRequest()
                .setStatus(ServiceRequestStatus.DRAFT)
                .setIntent(ServiceRequestIntent.PROPOSAL)
                .addInstantiatesCanonical(canonical())
                .setCode(code(language))
                .setSubject(patient)
                .addReasonCode(why);
    }

    private Task task(Reference patient, CodeableConcept why, Locale language) {
        Task task = new Task()
                .setStatus(TaskStatus.DRAFT)
                .setIntent(TaskIntent.PROPOSAL)
                .setInstantiatesCanonical(canonical())
                .setCode(code(language))
                .setDescription(label.in(language))
                .setFor(patient)
                .setReasonCode(why);
        for (Extension form : activity.getExtensionsByUrl(COLLECT_WITH)) {
            task.addInput().setType(code(language)).setValue(form.getValue().copy());
        }
        return task;
    }

    private String canonical() {
        return activity.getUrl() + "|" + activity.getVersion();
    }

    /** Translations stay with the artifact: an EHR gets a plain concept, with its text in the reader's language. */
    private CodeableConcept code(Locale language) {
        CodeableConcept concept = activity.getCode();
        CodeableConcept plain = new CodeableConcept();
        if (concept.hasText()) {
            plain.setText(Text.of(concept.getTextElement()).in(language));
        }
        concept.getCoding()
                .forEach(coding -> plain.addCoding()
                        .setSystem(coding.getSystem())
                        .setCode(coding.getCode())
                        .setDisplay(coding.getDisplay()));
        return plain;
    }
}
