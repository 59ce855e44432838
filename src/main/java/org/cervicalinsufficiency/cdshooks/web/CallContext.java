package org.cervicalinsufficiency.cdshooks.web;

import java.util.List;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.cdshooks.CallWatch;
import org.cervicalinsufficiency.cdshooks.HookCall;
import org.cervicalinsufficiency.cdshooks.PrefetchedData;
import org.cervicalinsufficiency.tenant.Caller;
import org.slf4j.MDC;

/**
 * What every log line of a call carries beside its reference number: which service and hook, whose client, and the
 * instance of the hook, which ties the calls and the feedback of one event together.
 */
final class CallContext implements CallWatch {

    private static final Pattern UUID = Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
    private static final String SERVICE = "cds.service";
    private static final String HOOK = "cds.hook";
    private static final String INSTANCE = "cds.instance";
    private static final String CLIENT = "cds.client";
    private static final String TENANT = "cds.tenant";
    private static final List<String> ALL = List.of(SERVICE, HOOK, INSTANCE, CLIENT, TENANT);

    private final String service;
    private final CallMeters meters;

    CallContext(String service, CallMeters meters) {
        this.service = service;
        this.meters = meters;
    }

    @Override
    public void read(HookCall call) {
        put(service, call.hook(), call.caller());
        MDC.put(INSTANCE, instance(call));
    }

    /** What the lines of a call that brings feedback carry. */
    static void feedback(String service, Caller caller) {
        put(service, "feedback", caller);
    }

    private static void put(String service, String hook, Caller caller) {
        MDC.put(SERVICE, service);
        MDC.put(HOOK, hook);
        MDC.put(CLIENT, caller.client());
        MDC.put(TENANT, caller.tenant().id());
    }

    @Override
    public void judged(HookCall call, PrefetchedData data) {
        meters.judged(service, call, data);
    }

    /** The instance of the hook where it is one: a client could send anything. */
    static String instance(HookCall call) {
        return UUID.matcher(call.hookInstance()).matches() ? call.hookInstance() : "not-a-uuid";
    }

    /** Forgets it all, so that the thread's next call begins with nothing. */
    static void forget() {
        ALL.forEach(MDC::remove);
    }
}
