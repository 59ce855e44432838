package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** Reads which patient a form is for: a Reference, a string, or (in older clients) a bare id. */
final class SubjectOfForm {

    private SubjectOfForm() {}

    /**
     * The logical id of the patient.
     *
     * @param base the address of this server, so that its own absolute references are known
     */
    static String id(@Nullable ParametersParameterComponent subject, String base) {
        if (subject == null || !subject.hasValue()) {
            throw new InvalidRequestException(
                    "subject is missing: name the patient, for example valueReference \"Patient/123\".");
        }
        return id(text(subject), "subject", base);
    }

    /** The id in a reference to a patient of this server. */
    static String id(String reference, String name, String base) {
        String local = reference.startsWith(base + "/") ? reference.substring(base.length() + 1) : reference;
        IdType id = new IdType(local);
        boolean patient = !id.hasBaseUrl() && (!id.hasResourceType() || "Patient".equals(id.getResourceType()));
        if (!patient || !id.hasIdPart() || !id.isIdPartValid()) {
            throw new UnprocessableEntityException(
                    name + " must be a Patient of this server, for example \"Patient/123\".");
        }
        return id.getIdPart();
    }

    private static String text(ParametersParameterComponent subject) {
        if (subject.getValue() instanceof Reference reference) {
            return String.valueOf(reference.getReference());
        }
        return String.valueOf(subject.getValue().primitiveValue());
    }
}
