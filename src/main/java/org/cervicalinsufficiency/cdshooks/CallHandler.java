package org.cervicalinsufficiency.cdshooks;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.Caller;

/** The path of one call: read it, judge its prefetch, ask the service, check the answer. */
public final class CallHandler {

    private static final String FHIR_VERSION_EXTENSION = "com.epic.cdshooks.request.fhir-version";

    private final HookCallReader calls;
    private final PrefetchCompletion prefetches;

    /** A handler made of these two readers, which asks nobody for what was not sent. */
    public CallHandler(HookCallReader calls, PrefetchReader prefetches) {
        this(calls, prefetches, EhrServer.NONE);
    }

    /** A handler made of these two readers, which asks this server for what was not sent. */
    public CallHandler(HookCallReader calls, PrefetchReader prefetches, EhrServer ehr) {
        this.calls = calls;
        this.prefetches = new PrefetchCompletion(prefetches, ehr);
    }

    /**
     * The answer of the service to this body.
     *
     * @throws RefusedCall if the call cannot be answered with cards
     * @throws CardRulesBroken if the service answered what may not go out
     */
    public HookExchange handle(CdsService service, Caller caller, byte[] body, List<Locale> languages) {
        return handle(service, caller, body, new CallWishes(languages, Optional.empty()), CallWatch.NONE);
    }

    /**
     * The same, with somebody who watches.
     *
     * @throws RefusedCall if the call cannot be answered with cards
     * @throws CardRulesBroken if the service answered what may not go out
     */
    public HookExchange handle(CdsService service, Caller caller, byte[] body, CallWishes wishes, CallWatch watch) {
        ServiceDefinition definition = service.definition();
        HookRequest request =
                calls.read(body, caller, definition, wishes.languages()).about(wishes.day());
        watch.read(request.call());
        requireR4(request.call());
        PrefetchedData data = prefetches.complete(request, definition);
        watch.judged(request.call(), data);
        requireEssentials(definition, data);
        CdsServiceResponseJson response = service.answer(request.call(), data);
        CardRules.sort(response);
        CardRules.check(response, request.call().patientId(), caller.client().equals(Caller.ANYBODY));
        return new HookExchange(request.call(), data, response);
    }

    private static void requireR4(HookCall call) {
        String version = call.extension().getOrDefault(FHIR_VERSION_EXTENSION, "R4");
        if (!version.strip().equalsIgnoreCase("R4")) {
            throw DataUnavailable.otherFhirVersion();
        }
    }

    private static void requireEssentials(ServiceDefinition definition, PrefetchedData data) {
        List<String> missing = data.keys().keySet().stream()
                .filter(definition.essential()::contains)
                .filter(key -> !data.key(key).isReadable())
                .toList();
        List<String> older = missing.stream()
                .filter(key -> data.key(key).reasons().contains(GapReason.OLDER_FHIR_VERSION))
                .toList();
        if (!older.isEmpty()) {
            throw DataUnavailable.otherFhirVersion(older);
        }
        if (!missing.isEmpty()) {
            throw DataUnavailable.keys(missing);
        }
    }
}
