package org.cervicalinsufficiency.cdshooks;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;

/**
 * One answered call: what was asked, what the prefetch gave, what goes out.
 *
 * @param call the call as it was read
 * @param data what its prefetch gave
 * @param response the answer, sorted and checked
 */
public record HookExchange(HookCall call, PrefetchedData data, CdsServiceResponseJson response) {

    /** To be told when the answer goes out to a client. */
    public void sent() {
        if (response instanceof ExtendedResponseJson extended) {
            extended.sent();
        }
    }
}
