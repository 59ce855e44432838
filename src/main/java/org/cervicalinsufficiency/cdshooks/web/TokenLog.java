package org.cervicalinsufficiency.cdshooks.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.cervicalinsufficiency.security.Refusal;
import org.cervicalinsufficiency.security.TokenVerdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts calls that were not admitted, by client and reason, and logs some of them. Nothing of a token gets here. The rate
 * of lines is bounded: who floods the server must not flood its log.
 */
final class TokenLog {

    private static final Logger LOG = LoggerFactory.getLogger(TokenLog.class);
    private static final int LINES_PER_SECOND = 10;

    private final MeterRegistry meters;
    private final Counter replayed;
    private final AtomicLong second = new AtomicLong();
    private final AtomicInteger lines = new AtomicInteger();

    TokenLog(MeterRegistry meters) {
        this.meters = meters;
        this.replayed = Counter.builder("cds.jti.replay")
                .description("Tokens that were sent a second time")
                .register(meters);
        for (Refusal reason : Refusal.values()) {
            var counted = rejected("unknown", word(reason.name()));
        }
    }

    private Counter rejected(String client, String reason) {
        return Counter.builder("cds.auth.rejected")
                .description("Calls that were not admitted, by what was wrong with their token")
                .tags("client", client, "reason", reason)
                .register(meters);
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Nobody we know, or nobody who could prove it. */
    void refused(TokenVerdict.Refused refused) {
        note(refused.client(), refused.reason().name());
        if (refused.reason() == Refusal.REPLAY) {
            replayed.increment();
        }
    }

    /** Somebody we know who may not do this. */
    void notEntitled(String client) {
        note(client, "NOT_ENTITLED");
    }

    /** Somebody of whom it cannot be told whether the token is new. */
    void undecided(String client) {
        note(client, "UNDECIDED");
    }

    private void note(String client, String reason) {
        rejected(client, word(reason)).increment();
        long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
        if (second.getAndSet(now) != now) {
            lines.set(0);
        }
        if (lines.incrementAndGet() <= LINES_PER_SECOND) {
            LOG.warn("hook call not admitted: client={} reason={}", client, reason);
        }
    }
}
