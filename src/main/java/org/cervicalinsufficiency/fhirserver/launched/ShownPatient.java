package org.cervicalinsufficiency.fhirserver.launched;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/** What the page shows of the patient, so that a clinician sees whose form it is; nothing else of the record. */
final class ShownPatient {

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private ShownPatient() {}

    /** Id, names, birth date and identifiers. */
    static Patient of(Patient read) {
        Patient shown = new Patient();
        shown.setId(read.getIdElement().getIdPart());
        read.getName().stream().map(HumanName::copy).forEach(shown::addName);
        read.getIdentifier().stream().map(Identifier::copy).forEach(shown::addIdentifier);
        if (read.hasBirthDate()) {
            shown.setBirthDateElement(read.getBirthDateElement().copy());
        }
        return shown;
    }

    static void write(Patient read, HttpServletResponse response) throws IOException {
        byte[] body = FHIR.newJsonParser().encodeResourceToString(of(read)).getBytes(StandardCharsets.UTF_8);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/fhir+json;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
