package org.cervicalinsufficiency.fhirserver.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The pool as the server sees it. While the database is away nobody waits for it. And since HAPI opens transactions inside
 * transactions, a part of the pool is kept for a thread's second connection: whoever has one always gets on, however many
 * wait for their first.
 */
public final class GuardedConnections extends DelegatingDataSource implements AutoCloseable {

    private static final int SHARE_OF_SECOND = 4;
    private static final long SLICE_MILLIS = 100;

    private final HikariDataSource pool;
    private final DatabaseWatch watch;
    private final Semaphore first;
    private final Duration patience;
    private final ThreadLocal<AtomicInteger> held = ThreadLocal.withInitial(AtomicInteger::new);

    /**
     * @param pool the connections
     * @param watch whether the database is there
     * @param patience how long a thread waits for a connection while others have them all
     */
    public GuardedConnections(HikariDataSource pool, DatabaseWatch watch, Duration patience) {
        super(pool);
        this.pool = pool;
        this.watch = watch;
        this.patience = patience;
        int size = pool.getMaximumPoolSize();
        this.first = new Semaphore(Math.max(1, size - Math.max(1, size / SHARE_OF_SECOND)), true);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!watch.isThere()) {
            throw away();
        }
        AtomicInteger mine = held.get();
        boolean outer = mine.get() == 0;
        if (outer) {
            await();
        }
        boolean lent = false;
        try {
            Connection connection = fromPool();
            mine.incrementAndGet();
            lent = true;
            return Lent.of(connection, () -> giveBack(mine, outer));
        } catch (SQLException failure) {
            watch.doubt();
            throw failure;
        } finally {
            if (!lent && outer) {
                first.release();
            }
        }
    }

    /**
     * A thread that has its first connection may find that others use the spare ones: while the database answers that is
     * a queue and no absence, so it waits on. The pool's own limit is short for the sake of a database that is away.
     */
    private Connection fromPool() throws SQLException {
        long begin = System.nanoTime();
        while (true) {
            try {
                return pool.getConnection();
            } catch (SQLTransientConnectionException none) {
                watch.doubt();
                boolean queue = watch.isThere()
                        && pool.getHikariPoolMXBean().getActiveConnections() >= pool.getMaximumPoolSize();
                if (!queue || System.nanoTime() - begin > patience.toNanos()) {
                    throw none;
                }
            }
        }
    }

    private void giveBack(AtomicInteger owner, boolean outer) {
        int unused = owner.decrementAndGet();
        if (outer) {
            first.release();
        }
    }

    private void await() throws SQLException {
        long slices = Math.max(1, patience.toMillis() / SLICE_MILLIS);
        try {
            for (long slice = 0; slice < slices; slice++) {
                if (first.tryAcquire(SLICE_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
                if (!watch.isThere()) {
                    throw away();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SQLException("Stopped while waiting for a connection.", stopped);
        }
        throw new SQLTransientConnectionException(
                "No connection was free within " + patience.toMillis() + " ms.", "08001");
    }

    private static SQLException away() {
        return new SQLTransientConnectionException("The database is away.", "08001");
    }

    @Override
    public void close() {
        pool.close();
    }
}
