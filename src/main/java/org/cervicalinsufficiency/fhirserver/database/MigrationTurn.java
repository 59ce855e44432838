package org.cervicalinsufficiency.fhirserver.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to migrate: an advisory lock of PostgreSQL, so one process has it at a time, and it ends with the session of
 * whoever had it, however that process died. A statement that a killed process left running keeps it until it is done.
 */
final class MigrationTurn implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationTurn.class);

    /** The letters "screening" as a number: only ours use it. */
    private static final long KEY = 0x7363_7265_656e_696eL;

    private static final String TAKE = "SELECT pg_try_advisory_lock(" + KEY + ")";
    private static final long PAUSE_MILLIS = 500;

    private final Connection session;

    private MigrationTurn(Connection session) {
        this.session = session;
    }

    /**
     * Waits for the turn.
     *
     * @throws MigrationFailed if another process still migrates after that time
     */
    static MigrationTurn take(DataSource source, Duration atMost) throws SQLException {
        Connection session = source.getConnection();
        try {
            long tries = Math.max(1, atMost.toMillis() / PAUSE_MILLIS);
            for (long number = 0; number < tries; number++) {
                if (isTaken(session)) {
                    return new MigrationTurn(session);
                }
                if (number == 0) {
                    LOG.info("Another migration of this database is under way: waiting for its end.");
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (SQLException failure) {
            session.close();
            throw failure;
        }
        session.close();
        throw new MigrationFailed(
                "Another migration of this database is still under way: let it end, then run this one again."
                        + " If its machine is gone, end its session (pg_terminate_backend of the one that holds the"
                        + " advisory lock in pg_locks).",
                null);
    }

    private static boolean isTaken(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet taken = statement.executeQuery(TAKE)) {
            return taken.next() && taken.getBoolean(1);
        }
    }

    @Override
    public void close() throws SQLException {
        try (Statement statement = session.createStatement()) {
            boolean unused = statement.execute("SELECT pg_advisory_unlock(" + KEY + ")");
        } finally {
            session.close();
        }
    }
}
