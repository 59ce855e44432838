package org.cervicalinsufficiency.fhirserver.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The right to migrate, which one process has at a time. */
final class MigrationTurn {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationTurn.class);

    /** The letters "screening" as a number: only ours use it. */
    private static final long KEY = 0x7363_7265_656e_696eL;

    private static final long PAUSE_MILLIS = 500;

    private MigrationTurn() {}

    /**
     * Waits for the turn.
     *
     * @throws MigrationFailed if another process still migrates after that time
     */
    static AdvisoryLock take(DataSource source, Duration atMost) throws SQLException {
        try {
            long tries = Math.max(1, atMost.toMillis() / PAUSE_MILLIS);
            for (long number = 0; number < tries; number++) {
                Optional<AdvisoryLock> turn = AdvisoryLock.tryTake(source, KEY);
                if (turn.isPresent()) {
                    return turn.get();
                }
                if (number == 0) {
                    LOG.info("Another migration of this database is under way: waiting for its end.");
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new MigrationFailed(
                "Another migration of this database is still under way: let it end, then run this one again."
                        + " If its machine is gone, end its session (pg_terminate_backend of the one that holds the"
                        + " advisory lock in pg_locks).",
                null);
    }
}
