package org.cervicalinsufficiency.questionnaire;

import java.util.Optional;

/**
 * Where a patient's data come from when a form is prefilled: the local store, or the FHIR server of the EHR that the
 * caller belongs to. One call, one reader.
 */
public interface ChartReader {

    /**
     * Reads what the form is filled from. What cannot be read is named in the chart; it is no reason to give up.
     *
     * @param patientId the logical id of the patient where this reader reads
     * @return the chart, or nothing if there is no such patient
     */
    Optional<Chart> read(String patientId);
}
