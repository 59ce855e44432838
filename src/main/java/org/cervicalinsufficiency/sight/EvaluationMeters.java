package org.cervicalinsufficiency.sight;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.Stream;
import org.cervicalinsufficiency.cdshooks.GapReason;
import org.cervicalinsufficiency.screening.EvaluationWatch;

/** Counts and times evaluations, and what their answers had to do without. */
public final class EvaluationMeters implements EvaluationWatch {

    private static final Duration[] BUCKETS =
            Stream.of(1, 2, 5, 10, 25, 50, 100, 250).map(Duration::ofMillis).toArray(Duration[]::new);

    private final MeterRegistry meters;

    /** Counts in this registry. */
    public EvaluationMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void evaluated(Evaluation evaluation) {
        String service = evaluation.service();
        Timer.builder("cds.evaluation.duration")
                .description("Time of the evaluation alone")
                .serviceLevelObjectives(BUCKETS)
                .tags("service", service)
                .register(meters)
                .record(evaluation.time());
        Counter.builder("decision.risk")
                .description("Answers by tier")
                .tags("service", service, "category", evaluation.category())
                .register(meters)
                .increment();
        count("cds.not.assessed", "Answers that say that nothing could be evaluated", service, !evaluation.assessed());
        count(
                "cds.degraded",
                "Answers that had to do without some of the data",
                service,
                !evaluation.gaps().isEmpty());
        exceeded(service, "ehr", has(evaluation, GapReason.NOT_IN_TIME));
        exceeded(service, "store", has(evaluation, GapReason.STORE_UNAVAILABLE));
    }

    private void exceeded(String service, String part, boolean happened) {
        Counter.builder("cds.budget.exceeded")
                .description("Answers that something did not come in time for")
                .tags("service", service, "part", part)
                .register(meters)
                .increment(happened ? 1 : 0);
    }

    private void count(String name, String description, String service, boolean happened) {
        Counter.builder(name)
                .description(description)
                .tags("service", service)
                .register(meters)
                .increment(happened ? 1 : 0);
    }

    private static boolean has(Evaluation evaluation, GapReason reason) {
        return evaluation.gaps().stream().anyMatch(gap -> gap.reasonCode().equals(reason.code()));
    }
}
