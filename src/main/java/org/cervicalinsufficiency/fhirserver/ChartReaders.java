package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.cervicalinsufficiency.questionnaire.ChartReader;

/** Chooses where the data of a call come from: today the local store, for an EHR with a FHIR server of its own from there. */
@FunctionalInterface
interface ChartReaders {

    /** The reader for this call, with the rights of its caller. */
    ChartReader of(RequestDetails call);
}
