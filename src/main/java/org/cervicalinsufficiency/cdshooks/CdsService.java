package org.cervicalinsufficiency.cdshooks;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;

/** One CDS service: what it publishes about itself, and what it answers. It is shared by all calls and keeps no state. */
public interface CdsService {

    /** What discovery says about the service. */
    ServiceDefinition definition();

    /**
     * The cards for a call. Every essential key is readable when this is asked; the gaps of the others are in the data.
     * Use {@link ExtendedResponseJson} to answer with an extension.
     */
    CdsServiceResponseJson answer(HookCall call, PrefetchedData data);
}
