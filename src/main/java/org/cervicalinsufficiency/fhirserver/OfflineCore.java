package org.cervicalinsufficiency.fhirserver;

import org.hl7.fhir.utilities.http.ManagedWebAccess;
import org.hl7.fhir.utilities.http.ManagedWebAccess.WebAccessPolicy;

/**
 * Forbids the FHIR core libraries every call to the web. They would fetch packages, terminology and whatever an address in a
 * resource names, with a client of their own that knows nothing of the rules for outbound calls and has known holes
 * (supply-chain.md). Nothing here needs them to.
 */
final class OfflineCore {

    OfflineCore() {
        ManagedWebAccess.setAccessPolicy(WebAccessPolicy.PROHIBITED);
    }
}
