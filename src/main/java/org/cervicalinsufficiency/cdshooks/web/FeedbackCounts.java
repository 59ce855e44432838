package org.cervicalinsufficiency.cdshooks.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.cervicalinsufficiency.feedback.FeedbackItem;
import org.cervicalinsufficiency.feedback.FeedbackStore.Kept;
import org.cervicalinsufficiency.feedback.KnownReasons;
import org.cervicalinsufficiency.feedback.Outcome;
import org.cervicalinsufficiency.feedback.OverrideReason;

/**
 * Counts feedback: {@code cds_feedback_total} what was kept, {@code cds_feedback_duplicate_total} what was sent again,
 * {@code cds_feedback_unmatched_total} what was kept without a card. A label never holds a text of the client.
 */
final class FeedbackCounts {

    private static final String FEEDBACK = "cds.feedback";
    private static final String NONE = "none";
    private static final String OTHER = "other";
    private static final String UNMATCHED = "unmatched";

    private final MeterRegistry meters;
    private final KnownReasons reasons;

    FeedbackCounts(MeterRegistry meters, KnownReasons reasons) {
        this.meters = meters;
        this.reasons = reasons;
    }

    /** Counts what became of feedback of this tenant. */
    void count(String tenant, List<Kept> kept) {
        kept.forEach(item -> count(tenant, item));
    }

    /**
     * Begins the counts of what may be said of a card at zero: one that begins with its first event is not seen to grow.
     *
     * @param meters where feedback is counted
     * @param topic of a card that goes out
     * @param reasons codes that it offers for dismissing it
     */
    static void expect(MeterRegistry meters, String topic, Collection<String> reasons) {
        var unused = counter(meters, FEEDBACK, topic, Outcome.ACCEPTED.code(), NONE);
        Stream.concat(Stream.of(NONE, OTHER), reasons.stream()).forEach(reason -> {
            var begun = counter(meters, FEEDBACK, topic, Outcome.OVERRIDDEN.code(), reason);
        });
    }

    private static Counter counter(MeterRegistry meters, String name, String topic, String outcome, String reason) {
        return meters.counter(name, "topic", topic, "outcome", outcome, "reason", reason);
    }

    private void count(String tenant, Kept kept) {
        String topic = kept.topic().orElse(UNMATCHED);
        String outcome = kept.item().outcome().code();
        String reason = reason(tenant, kept.item());
        if (kept.repeated()) {
            add("cds.feedback.duplicate", topic, outcome, reason);
            return;
        }
        add(FEEDBACK, topic, outcome, reason);
        if (kept.topic().isEmpty()) {
            add("cds.feedback.unmatched", topic, outcome, reason);
        }
    }

    private void add(String name, String topic, String outcome, String reason) {
        counter(meters, name, topic, outcome, reason).increment();
    }

    private String reason(String tenant, FeedbackItem item) {
        if (item.outcome() == Outcome.ACCEPTED || item.reason().isEmpty()) {
            return NONE;
        }
        OverrideReason reason = item.reason().get();
        return reason.kind() == OverrideReason.Kind.CODED
                ? reason.code().filter(code -> reasons.isOffered(tenant, code)).orElse(OTHER)
                : reason.kind().word();
    }
}
