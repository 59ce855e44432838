package org.cervicalinsufficiency.fhirserver;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Counts now and again the rows of HAPI's tables that only its clean-up keeps small, so that a clean-up that does not run
 * is seen. Nobody who reads the numbers waits for the database.
 */
final class StoreSizes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreSizes.class);
    private static final Map<String, String> TABLES =
            Map.of("searches", "HFJ_SEARCH", "search-urls", "HFJ_RES_SEARCH_URL");

    private final JdbcOperations jdbc;
    private final Map<String, AtomicLong> rows = Map.of("searches", new AtomicLong(), "search-urls", new AtomicLong());
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "store-sizes");
        thread.setDaemon(true);
        return thread;
    });

    StoreSizes(JdbcOperations jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        rows.forEach((table, count) -> Gauge.builder("fhir.table.rows", count, AtomicLong::get)
                .description("Rows of the store's tables of searches, as counted last")
                .tags("table", table)
                .register(meters));
    }

    /** Counts now and after each pause. */
    void start(Duration pause) {
        var unused = schedule.scheduleWithFixedDelay(this::count, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void count() {
        TABLES.forEach((name, table) -> {
            try {
                Long found = jdbc.queryForObject("SELECT COUNT(*) FROM " + table, Long.class);
                AtomicLong last = rows.get(name);
                if (found != null && last != null) {
                    last.set(found);
                }
            } catch (DataAccessException away) {
                LOG.debug("A table could not be counted: {}", away.getClass().getName());
            }
        });
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }
}
