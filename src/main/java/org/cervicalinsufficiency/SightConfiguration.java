package org.cervicalinsufficiency;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.cervicalinsufficiency.audit.Spool;
import org.cervicalinsufficiency.audit.SpoolTrail;
import org.cervicalinsufficiency.cdshooks.ehr.EhrWatch;
import org.cervicalinsufficiency.screening.EvaluationWatch;
import org.cervicalinsufficiency.security.RegisteredKeys;
import org.cervicalinsufficiency.security.SharedReplayMemory;
import org.cervicalinsufficiency.sight.EhrMeters;
import org.cervicalinsufficiency.sight.EvaluationMeters;
import org.cervicalinsufficiency.sight.PlainLabels;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What operators see of this process (src/docs/observability.md). */
@Configuration(proxyBeanMethods = false)
class SightConfiguration {

    private static final Clock MACHINE = Clock.systemUTC();
    private static final double MILLIS = 1000.0;

    @Bean
    static PlainLabels plainLabels() {
        return new PlainLabels();
    }

    @Bean
    EvaluationWatch evaluationWatch(ObjectProvider<MeterRegistry> meters) {
        return new EvaluationMeters(meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    EhrWatch ehrWatch(ObjectProvider<MeterRegistry> meters) {
        return new EhrMeters(meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    /** What waits in the spool of the audit. */
    @Bean
    MeterBinder auditMeters(Spool spool, SpoolTrail trail) {
        return registry -> {
            Gauge.builder("audit.outbox.depth", spool, Spool::calls)
                    .description("Calls that wait to become AuditEvents")
                    .register(registry);
            TimeGauge.builder(
                            "audit.outbox.oldest",
                            spool,
                            TimeUnit.MILLISECONDS,
                            waiting -> waiting.oldestWaits().toMillis())
                    .description("How long the oldest of them has waited")
                    .register(registry);
            Gauge.builder("audit.unwritten", trail, SpoolTrail::unwritten)
                    .description("Calls since the start that could not be written to the spool")
                    .register(registry);
        };
    }

    /** What the registrations of clients rest on; zero where nobody is registered. */
    @Bean
    MeterBinder callerMeters(ObjectProvider<SharedReplayMemory> memory, ObjectProvider<RegisteredKeys> keys) {
        return registry -> {
            Gauge.builder("cds.jti.store.state", memory, shared -> isResting(shared) ? 1 : 0)
                    .description("1 while the shared memory of used tokens is left alone")
                    .register(registry);
            TimeGauge.builder("cds.key.sets.oldest", keys, TimeUnit.MILLISECONDS, SightConfiguration::oldestKeys)
                    .description("Age of the oldest key set that is fetched from a registered address")
                    .register(registry);
        };
    }

    /** This machine's clock, which whoever scrapes compares with its own. */
    @Bean
    MeterBinder clockMeters() {
        return registry -> TimeGauge.builder(
                        "process.clock", MACHINE, TimeUnit.SECONDS, clock -> clock.millis() / MILLIS)
                .description("The clock of this machine, in seconds since 1970")
                .register(registry);
    }

    private static boolean isResting(ObjectProvider<SharedReplayMemory> memory) {
        SharedReplayMemory shared = memory.getIfAvailable();
        return shared != null && shared.isResting();
    }

    private static double oldestKeys(ObjectProvider<RegisteredKeys> keys) {
        RegisteredKeys registered = keys.getIfAvailable();
        return registered == null ? 0 : registered.oldest().toMillis();
    }
}
