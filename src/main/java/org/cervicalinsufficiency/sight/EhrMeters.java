package org.cervicalinsufficiency.sight;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cervicalinsufficiency.cdshooks.ehr.EhrWatch;

/** Counts and times what is asked of EHRs, and what nobody is asked because it may not be. */
public final class EhrMeters implements EhrWatch {

    private static final Duration[] BUCKETS =
            Stream.of(25, 50, 100, 250, 350, 500).map(Duration::ofMillis).toArray(Duration[]::new);
    private static final List<String> BLOCKED = List.of(
            "server-not-registered",
            "not-allowed",
            "address-refused",
            "page-elsewhere",
            "key-set-refused",
            "receiver-refused");

    private final MeterRegistry meters;

    /** Counts in this registry; what is blocked is there from the start, so that the first time is seen. */
    public EhrMeters(MeterRegistry meters) {
        this.meters = meters;
        BLOCKED.forEach(reason -> blocked(reason, 0));
    }

    @Override
    public void asked(String client, Duration time, Map<String, Integer> outcomes) {
        if (!time.isZero()) {
            Timer.builder("cds.prefetch.fetch.duration")
                    .description("Time in which a call asked its EHR for everything it did not bring")
                    .serviceLevelObjectives(BUCKETS)
                    .tags("client", client)
                    .register(meters)
                    .record(time);
        }
        outcomes.forEach((outcome, times) -> Counter.builder("cds.ehr.requests")
                .description("Requests to EHRs by how they ended")
                .tags("client", client, "outcome", outcome)
                .register(meters)
                .increment(times));
    }

    @Override
    public void blocked(String reason, long times) {
        Counter.builder("cds.outbound.blocked")
                .description("Requests to other machines that were not made because they may not be")
                .tags("reason", reason)
                .register(meters)
                .increment(times);
    }
}
