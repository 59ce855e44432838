package org.cervicalinsufficiency.fhirserver.feedback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Forgets cards and feedback after the time for which they are kept. */
final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final long EVERY = TimeUnit.HOURS.toNanos(1);

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Duration keep;
    private final AtomicLong lastAt = new AtomicLong(System.nanoTime() - EVERY);

    Retention(JdbcTemplate jdbc, Clock clock, Duration keep) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.keep = keep;
    }

    /** Purges where an hour has passed since the last time. A failure waits for the next hour. */
    void purgeIfDue() {
        long last = lastAt.get();
        if (System.nanoTime() - last < EVERY || !lastAt.compareAndSet(last, System.nanoTime())) {
            return;
        }
        try {
            int gone = purge();
            if (gone > 0) {
                LOG.info("Forgot {} issued cards and pieces of feedback that are older than {}.", gone, keep);
            }
        } catch (RuntimeException failed) {
            LOG.error(
                    "Old cards and feedback were not deleted: {}",
                    failed.getClass().getName());
        }
    }

    /** Purges now. */
    int purge() {
        Instant before = clock.instant().minus(keep);
        return jdbc.update("DELETE FROM SCREENING_CARD WHERE ISSUED_AT < ?", before.toEpochMilli())
                + jdbc.update("DELETE FROM SCREENING_FEEDBACK WHERE RECEIVED_AT < ?", before.toEpochMilli());
    }
}
