package org.cervicalinsufficiency.cdshooks;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Locale;
import org.cervicalinsufficiency.tenant.Caller;

/** The first two stages of a call, each on its own, for who measures them. */
public final class CallStages {

    private final HookCallReader calls = new HookCallReader(FhirServerRule.HTTPS_ONLY);
    private final PrefetchCompletion prefetches =
            new PrefetchCompletion(new PrefetchReader(FhirContext.forR4Cached()), EhrServer.NONE);
    private final ServiceDefinition service;
    private final Caller caller;

    /** The stages of this service for this caller. */
    public CallStages(ServiceDefinition service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    /** A call whose prefetch is still JSON. */
    public static final class Read {

        private final HookRequest request;

        private Read(HookRequest request) {
            this.request = request;
        }

        /** The call without its prefetch. */
        public HookCall call() {
            return request.call();
        }
    }

    /** From the bytes to the call. */
    public Read read(byte[] body) {
        return new Read(calls.read(body, caller, service, List.of(Locale.ENGLISH)));
    }

    /** From the prefetch as JSON to resources, judged key by key. */
    public PrefetchedData judge(Read read) {
        return prefetches.complete(read.request, service);
    }
}
