package org.cervicalinsufficiency.fhirserver;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.cervicalinsufficiency.fhirserver.database.OwnTables;
import org.cervicalinsufficiency.security.ReplayMemory;
import org.cervicalinsufficiency.security.TokenDigest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The used tokens of all replicas, as digests: whoever writes the row first is the one use of the token. */
final class ReplayTable implements ReplayMemory, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayTable.class);
    private static final int LONGEST_STATEMENT_SECONDS = 1;
    private static final String PURGE =
            "DELETE FROM SCREENING_REPLAY WHERE EXPIRES < CURRENT_TIMESTAMP - INTERVAL '5' MINUTE";

    private final JdbcTemplate jdbc;
    private final String insert;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "replay-purge");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param source the database that the replicas share
     * @param postgres whether it is PostgreSQL, which needs no exception to tell a second use
     * @param schemaUpdate whether the table is made if it is not there
     */
    ReplayTable(DataSource source, boolean postgres, boolean schemaUpdate) {
        if (schemaUpdate) {
            String file = postgres ? "schema/replay-postgresql.sql" : "schema/replay.sql";
            OwnTables.create(source, file);
        }
        this.jdbc = new BoundedJdbc(source, LONGEST_STATEMENT_SECONDS);
        this.insert = "INSERT INTO SCREENING_REPLAY (DIGEST, EXPIRES) VALUES (?, ?)"
                + (postgres ? " ON CONFLICT DO NOTHING" : "");
    }

    /** Deletes, now and every minute, what would be refused for its age. */
    ReplayTable purging() {
        var unused = timer.scheduleWithFixedDelay(this::purge, 0, 1, TimeUnit.MINUTES);
        return this;
    }

    @Override
    public Memory use(String issuer, String id, Instant until) {
        try {
            int rows = jdbc.update(insert, TokenDigest.of(issuer, id), Timestamp.from(until));
            return rows == 1 ? Memory.FIRST : Memory.REPEATED;
        } catch (DuplicateKeyException used) {
            return Memory.REPEATED;
        }
    }

    /** How many tokens are remembered, for tests and for the operator. */
    long size() {
        Long rows = jdbc.queryForObject("SELECT COUNT(*) FROM SCREENING_REPLAY", Long.class);
        return rows == null ? 0 : rows;
    }

    private void purge() {
        try {
            int unused = jdbc.update(PURGE);
        } catch (DataAccessException failure) {
            LOG.warn(
                    "Old digests of tokens were not deleted ({}); the next try is in a minute.",
                    failure.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
