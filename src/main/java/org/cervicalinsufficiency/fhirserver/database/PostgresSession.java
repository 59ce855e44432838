package org.cervicalinsufficiency.fhirserver.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A session of PostgreSQL beside the pool, opened again when it broke. */
final class PostgresSession implements DatabaseWatch.Session {

    /** The letters "jobs-ci" as a number: only ours use it. */
    private static final long KEY = 0x6a_6f62_732d_6369L;

    private static final String LEAD =
            "SELECT pg_try_advisory_lock(" + KEY + ") WHERE NOT EXISTS (SELECT 1 FROM pg_locks"
                    + " WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted"
                    + " AND classid = " + (KEY >>> 32) + " AND objid = " + (KEY & 0xffff_ffffL) + ")";
    private static final int SECONDS = 2;

    private final DataSource connections;
    private final DataSource pool;
    private final AtomicReference<@Nullable Connection> open = new AtomicReference<>();

    /**
     * @param connections single ones, not of the pool
     * @param pool that serving uses
     */
    PostgresSession(DataSource connections, DataSource pool) {
        this.connections = connections;
        this.pool = pool;
    }

    @Override
    public void refill() throws SQLException {
        pool.getConnection().close();
    }

    @Override
    public boolean look() throws SQLException {
        Connection connection = open.get();
        if (connection != null) {
            try {
                return isLeading(connection);
            } catch (SQLException broken) {
                close();
            }
        }
        Connection fresh = connections.getConnection();
        open.set(fresh);
        try {
            return isLeading(fresh);
        } catch (SQLException broken) {
            close();
            throw broken;
        }
    }

    /** No row: the lock is held already. It is asked for again each time, so that it passes on when its holder ends. */
    private static boolean isLeading(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(SECONDS);
            try (ResultSet lock = statement.executeQuery(LEAD)) {
                return !lock.next() || lock.getBoolean(1);
            }
        }
    }

    @Override
    public void close() {
        Connection connection = open.getAndSet(null);
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException broken) {
                // It is gone, which is what was wanted.
                return;
            }
        }
    }
}
