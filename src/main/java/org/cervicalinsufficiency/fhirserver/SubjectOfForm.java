package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.Optional;
import org.cervicalinsufficiency.fhirserver.launched.EhrAddresses;
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
     * @param server which patients are meant
     */
    static String id(@Nullable ParametersParameterComponent subject, Server server) {
        if (subject == null || !subject.hasValue()) {
            throw new InvalidRequestException(
                    "subject is missing: name the patient, for example valueReference \"Patient/123\".");
        }
        return id(text(subject), "subject", server);
    }

    /**
     * The server that has the patients.
     *
     * @param base its address, so that its own absolute references are known
     * @param foreign whether it is an EHR's, whose ids may be longer than FHIR's
     */
    record Server(String base, boolean foreign) {

        /** The one that a call is about. */
        static Server of(Optional<String> elsewhere, RequestDetails call) {
            return elsewhere
                    .map(base -> new Server(base, true))
                    .orElseGet(() -> new Server(call.getFhirServerBase(), false));
        }

        private boolean couldHave(IdType id) {
            return foreign ? EhrAddresses.isId(id.getIdPart()) : id.isIdPartValid();
        }
    }

    /** The id in a reference to a patient of that server. */
    static String id(String reference, String name, Server server) {
        String base = server.base();
        String local = reference.startsWith(base + "/") ? reference.substring(base.length() + 1) : reference;
        IdType id = new IdType(local);
        boolean patient = !id.hasBaseUrl() && (!id.hasResourceType() || "Patient".equals(id.getResourceType()));
        if (!patient || !id.hasIdPart() || !server.couldHave(id)) {
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
