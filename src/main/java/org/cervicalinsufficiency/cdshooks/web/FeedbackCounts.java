package org.cervicalinsufficiency.cdshooks.web;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
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

    private void count(String tenant, Kept kept) {
        String topic = kept.topic().orElse(UNMATCHED);
        String outcome = kept.item().outcome().code();
        String reason = reason(tenant, kept.item());
        if (kept.repeated()) {
            add("cds.feedback.duplicate", topic, outcome, reason);
            return;
        }
        add("cds.feedback", topic, outcome, reason);
        if (kept.topic().isEmpty()) {
            add("cds.feedback.unmatched", topic, outcome, reason);
        }
    }

    private void add(String name, String topic, String outcome, String reason) {
        meters.counter(name, "topic", topic, "outcome", outcome, "reason", reason)
                .increment();
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
