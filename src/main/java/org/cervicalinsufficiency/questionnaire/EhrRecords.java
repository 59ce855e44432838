package org.cervicalinsufficiency.questionnaire;

import org.cervicalinsufficiency.tenant.FhirBase;
import org.cervicalinsufficiency.tenant.Secret;
import org.cervicalinsufficiency.tenant.Tenant;

/**
 * The records of patients on the FHIR servers of the EHRs. Only a registered server is ever asked, within one deadline;
 * the forms of the tenant that are stored here are put beside what comes.
 */
public interface EhrRecords {

    /** Reads the record of one patient. What cannot be read is named in the chart; without the patient there is none. */
    Found read(Asked asked);

    /** Reads only who the patient is. All else counts as not read. */
    Found readPatient(Asked asked);

    /**
     * What is asked.
     *
     * @param tenant whose server it is
     * @param base the server, one of those that are registered for the tenant
     * @param token for that server; it goes nowhere else and is good for this question only
     * @param patientId the patient's id there
     */
    record Asked(Tenant tenant, FhirBase base, Secret token, String patientId) {}

    /** What came of it. */
    sealed interface Found {

        /** The server took the token and gave the patient. */
        record Read(Chart chart) implements Found {}

        /** It gave no patient. */
        record NotRead(Why why) implements Found {}
    }

    /** Why there is no patient. */
    enum Why {
        /** The server did not take the token for this patient. */
        TOKEN_REFUSED,
        /** The server has no such patient, or gave another one. */
        NO_SUCH_PATIENT,
        /** The server could not be reached, or did not answer in time, or not with a FHIR R4 Patient. */
        NOT_ANSWERED,
        /** Too many ask the server at this moment, or it was lately found not to answer. */
        BUSY
    }
}
