package org.cervicalinsufficiency.fhirserver.launched;

import java.util.Optional;
import org.cervicalinsufficiency.questionnaire.Chart;
import org.cervicalinsufficiency.tenant.FhirBase;

/**
 * The record of the one patient that a launched call is about, read from the EHR with the call's own token. That it could
 * be read is the proof that the caller may see this patient.
 *
 * @param base the FHIR server
 * @param chart the record
 * @param user address of who is at the screen, as the page told; nobody has proven it
 */
public record EhrRecord(FhirBase base, Chart chart, Optional<String> user) {

    /** Under this name it is left in the attributes of a request; nothing that a client sends can stand there. */
    public static final String ATTRIBUTE = EhrRecord.class.getName();
}
