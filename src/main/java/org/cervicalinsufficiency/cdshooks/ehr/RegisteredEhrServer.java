package org.cervicalinsufficiency.cdshooks.ehr;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.cervicalinsufficiency.cdshooks.EhrServer;
import org.cervicalinsufficiency.cdshooks.GapReason;
import org.cervicalinsufficiency.cdshooks.Prefetch;
import org.cervicalinsufficiency.outbound.AddressRule;
import org.cervicalinsufficiency.outbound.OutboundClient;
import org.cervicalinsufficiency.tenant.FhirBase;
import org.cervicalinsufficiency.tenant.Tenant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the FHIR servers that are registered for the tenant of a call, and nobody else. The address asked is the
 * registered one; what the call says only chooses among them.
 */
public final class RegisteredEhrServer implements EhrServer {

    private static final Logger LOG = LoggerFactory.getLogger(RegisteredEhrServer.class);

    private final OutboundClient client;
    private final EhrLimits limits;
    private final boolean development;
    private final EhrWatch watch;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    /**
     * @param client asks
     * @param limits how long and how much
     * @param development whether this machine and private addresses may be asked without being registered
     */
    public RegisteredEhrServer(OutboundClient client, EhrLimits limits, boolean development) {
        this(client, limits, development, EhrWatch.NONE);
    }

    /** The same, with somebody who is told how the servers were found. */
    public RegisteredEhrServer(OutboundClient client, EhrLimits limits, boolean development, EhrWatch watch) {
        this.client = client;
        this.limits = limits;
        this.development = development;
        this.watch = watch;
    }

    @Override
    public Map<String, Fetched> fetch(Question question) {
        Tenant tenant = question.call().caller().tenant();
        Optional<FhirBase> base = question.call().fhirServer().flatMap(tenant::baseAt);
        if (base.isEmpty()) {
            LOG.info("ehr not asked: tenant={} blocked=server-not-registered", tenant.id());
            watch.blocked(GapReason.SERVER_NOT_REGISTERED.code(), 1);
            return all(question, GapReason.SERVER_NOT_REGISTERED);
        }
        Lane lane = lanes.computeIfAbsent(tenant.id(), id -> new Lane(id, limits.concurrentCalls()));
        if (!lane.enter()) {
            LOG.info("ehr not asked: tenant={} blocked=server-busy", tenant.id());
            watch.asked(question.call().caller().client(), Duration.ZERO, Map.of(GapReason.SERVER_BUSY.code(), 1));
            return all(question, GapReason.SERVER_BUSY);
        }
        return asked(lane, tenant, base.get(), question);
    }

    /** Whatever is thrown here, the place in the lane is given free. */
    private Map<String, Fetched> asked(Lane lane, Tenant tenant, FhirBase base, Question question) {
        Optional<CallReading> begun = Optional.empty();
        try {
            AddressRule rule = AddressRule.of(tenant.ehr().privateNetworks(), development);
            CallReading reading = new CallReading(client, limits, rule, base, question);
            begun = Optional.of(reading);
            return reading.read();
        } finally {
            lane.leave(
                    begun.map(CallReading::experience).orElse(Lane.Experience.NONE),
                    begun.map(CallReading::nanos).orElse(0L));
            begun.ifPresent(reading -> {
                log(tenant, question, reading);
                tell(question, reading);
            });
        }
    }

    private void tell(Question question, CallReading reading) {
        watch.asked(question.call().caller().client(), Duration.ofNanos(reading.nanos()), reading.outcomes());
        reading.blocked()
                .forEach((reason, times) ->
                        watch.blocked(reason.name().toLowerCase(Locale.ROOT).replace('_', '-'), times));
        if (reading.strayed() > 0) {
            watch.blocked("page-elsewhere", reading.strayed());
        }
    }

    /** A key of which a first page was sent keeps what it has. */
    private static Map<String, Fetched> all(Question question, GapReason reason) {
        Map<String, Fetched> fetched = new LinkedHashMap<>();
        question.wanted().stream()
                .filter(wanted -> wanted.firstPage().isEmpty())
                .forEach(wanted -> fetched.put(wanted.key(), new Fetched.Failure(new Prefetch.Unavailable(reason))));
        return fetched;
    }

    private static void log(Tenant tenant, Question question, CallReading reading) {
        LOG.info(
                "ehr asked: tenant={} keys={} requests={} answered={} strayed={} server={} ms={}",
                tenant.id(),
                question.wanted().size(),
                reading.requests(),
                reading.answered(),
                reading.strayed(),
                reading.experience(),
                TimeUnit.NANOSECONDS.toMillis(reading.nanos()));
    }
}
