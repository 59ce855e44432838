package org.cervicalinsufficiency.fhirserver.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the database answers: looks every second, on a connection of its own, so that a pool in use is never taken
 * for a database that is away. The same session elects the replica that runs the jobs of all: an advisory lock, which
 * the next replica gets when this one, or its session, ends.
 */
public final class DatabaseWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final long PAUSE_MILLIS = 1_000;

    /** A database that has not answered a look for so long is taken for away before the look gives up. */
    private static final long LONGEST_LOOK_NANOS = 2_000_000_000L;

    private final Session session;
    private final AtomicBoolean there = new AtomicBoolean();
    private final AtomicReference<Optional<Long>> lookingSince = new AtomicReference<>(Optional.empty());
    private final AtomicBoolean leader = new AtomicBoolean();
    private final AtomicBoolean doubted = new AtomicBoolean();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "database-watch");
        thread.setDaemon(true);
        return thread;
    });

    /** One session of the database. */
    interface Session extends AutoCloseable {

        /**
         * Makes sure that the database answers, over a new connection if need be.
         *
         * @return whether this session is the one that runs the jobs of all replicas
         * @throws SQLException if the database does not answer
         */
        boolean look() throws SQLException;

        /**
         * Before a database that was away is called there again: makes sure that the pool has a connection, since a
         * pool that failed waits before it tries again.
         *
         * @throws SQLException if it has none yet
         */
        default void refill() throws SQLException {
            // Nothing to fill.
        }

        @Override
        void close();
    }

    DatabaseWatch(Session session) {
        this.session = session;
    }

    /** A database inside this process: always there, with no other replica. */
    public static DatabaseWatch ofOwnProcess() {
        return new DatabaseWatch(new Session() {
            @Override
            public boolean look() {
                return true;
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        });
    }

    /** Looks once now, then regularly. */
    public DatabaseWatch begin() {
        look();
        var unused = looking.scheduleWithFixedDelay(this::look, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        return this;
    }

    /** Whether the database answered when it was last looked for, and is not silent now. */
    public boolean isThere() {
        return there.get() && !isSilent();
    }

    private boolean isSilent() {
        Optional<Long> since = lookingSince.get();
        return since != null && since.isPresent() && System.nanoTime() - since.get() > LONGEST_LOOK_NANOS;
    }

    /** Whether this process runs the jobs that one replica runs for all. */
    public boolean isLeader() {
        return leader.get();
    }

    /** Somebody met a failure: looks at once instead of later. */
    void doubt() {
        if (doubted.compareAndSet(false, true)) {
            try {
                looking.execute(this::look);
            } catch (RejectedExecutionException closing) {
                doubted.set(false);
            }
        }
    }

    private void look() {
        doubted.set(false);
        lookingSince.set(Optional.of(System.nanoTime()));
        try {
            boolean leads = session.look();
            if (!there.get()) {
                session.refill();
            }
            leader.set(leads);
            if (!there.getAndSet(true)) {
                LOG.info("The database answers");
            }
        } catch (SQLException | RuntimeException away) {
            leader.set(false);
            if (there.getAndSet(false)) {
                LOG.error(
                        "The database does not answer ({}): /fhir answers 503 until it does, hooks go on", kind(away));
            }
        } finally {
            // Only a look under way can be too long: the next one may be late because this machine is busy.
            lookingSince.set(Optional.empty());
        }
    }

    private static String kind(Exception failure) {
        return failure instanceof SQLException sql
                ? sql.getClass().getSimpleName() + " " + sql.getSQLState()
                : failure.getClass().getSimpleName();
    }

    @Override
    public void close() {
        looking.shutdownNow();
        session.close();
    }
}
