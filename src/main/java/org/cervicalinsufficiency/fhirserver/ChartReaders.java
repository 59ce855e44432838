package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.cervicalinsufficiency.questionnaire.ChartReader;

/** Makes the reader of this server's own store for a call. */
@FunctionalInterface
interface ChartReaders {

    /** The reader for this call, with the rights of its caller. */
    ChartReader of(RequestDetails call);
}
