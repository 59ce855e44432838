package org.cervicalinsufficiency.fhirserver.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A turn that one process has at a time: an advisory lock of PostgreSQL. It ends with the session of whoever had it, however
 * that process died. A statement that a killed process left running keeps it until it is done.
 */
final class AdvisoryLock implements AutoCloseable {

    private final Connection session;
    private final long key;

    private AdvisoryLock(Connection session, long key) {
        this.session = session;
        this.key = key;
    }

    /**
     * Takes the lock unless somebody has it.
     *
     * @param source where the session comes from that holds the lock
     * @param key the same number in every process
     */
    static Optional<AdvisoryLock> tryTake(DataSource source, long key) throws SQLException {
        Connection session = source.getConnection();
        boolean taken = false;
        try (Statement statement = session.createStatement();
                ResultSet answer = statement.executeQuery("SELECT pg_try_advisory_lock(" + key + ")")) {
            taken = answer.next() && answer.getBoolean(1);
        } finally {
            if (!taken) {
                session.close();
            }
        }
        return taken ? Optional.of(new AdvisoryLock(session, key)) : Optional.empty();
    }

    @Override
    public void close() throws SQLException {
        try (Statement statement = session.createStatement()) {
            boolean unused = statement.execute("SELECT pg_advisory_unlock(" + key + ")");
        } finally {
            session.close();
        }
    }
}
