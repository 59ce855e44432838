package org.cervicalinsufficiency.cdshooks;

import java.util.List;

/** Data without which the service must not answer cannot be had; the client may call again with them. */
public final class DataUnavailable extends RefusedCall {

    private static final long serialVersionUID = 1L;

    private DataUnavailable(Problem problem, String sentence) {
        super(problem, sentence);
    }

    /** The essential prefetch keys that were not given, or not readably. */
    static DataUnavailable keys(List<String> keys) {
        return new DataUnavailable(
                Problem.DATA_UNAVAILABLE,
                "These prefetch keys are required and were not given in a readable form: " + String.join(", ", keys)
                        + ". Send them as discovery describes.");
    }

    /** The essential prefetch keys that hold resources of an older FHIR version. */
    static DataUnavailable otherFhirVersion(List<String> keys) {
        return new DataUnavailable(
                Problem.FHIR_VERSION,
                "These prefetch keys do not hold FHIR R4 resources: " + String.join(", ", keys) + ". Send FHIR R4.");
    }

    /** The client itself says that it speaks another FHIR version. */
    static DataUnavailable otherFhirVersion() {
        return new DataUnavailable(
                Problem.FHIR_VERSION, "The request extension names another FHIR version. Send FHIR R4.");
    }
}
