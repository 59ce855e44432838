package org.cervicalinsufficiency.fhirserver.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody waits for a database that is away, and whoever has a connection gets a second one. */
class GuardedConnectionsTest {

    private static final int THREADS = 8;

    private final HikariDataSource pool = new HikariDataSource();
    private final AtomicBoolean away = new AtomicBoolean();
    private final DatabaseWatch watch = new DatabaseWatch(new DatabaseWatch.Session() {
                @Override
                public boolean look() throws SQLException {
                    if (away.get()) {
                        throw new SQLException("away", "08001");
                    }
                    return true;
                }

                @Override
                public void close() {
                    away.set(true);
                }
            })
            .begin();

    GuardedConnectionsTest() {
        pool.setJdbcUrl("jdbc:h2:mem:guarded");
        pool.setMaximumPoolSize(2);
        pool.setConnectionTimeout(500);
    }

    @AfterEach
    void close() {
        watch.close();
        pool.close();
    }

    /** Over the bare pool of two, two threads would hold one each and wait for the other's. */
    @Test
    void transactionsInTransactionsOverTwoConnections() throws Exception {
        GuardedConnections source = new GuardedConnections(pool, watch, Duration.ofSeconds(20));
        CyclicBarrier together = new CyclicBarrier(THREADS);
        Callable<Boolean> work = () -> {
            together.await();
            for (int i = 0; i < 20; i++) {
                try (Connection outer = source.getConnection();
                        Connection inner = source.getConnection()) {
                    assertThat(outer.isValid(1) && inner.isValid(1)).isTrue();
                }
            }
            return true;
        };
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<Boolean>> done = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            done.add(threads.submit(work));
        }
        for (Future<Boolean> each : done) {
            assertThat(each.get(60, TimeUnit.SECONDS)).isTrue();
        }
        threads.shutdown();
    }

    /** The pool's limit is short for the sake of a database that is away; a busy one is waited for. */
    @Test
    void aSecondConnectionIsWaitedForBeyondTheLimitOfThePool() throws Exception {
        pool.setMaximumPoolSize(5);
        GuardedConnections source = new GuardedConnections(pool, watch, Duration.ofSeconds(20));
        ExecutorService others = Executors.newFixedThreadPool(2);
        CountDownLatch full = new CountDownLatch(2);
        Callable<Boolean> slow = () -> {
            try (Connection outer = source.getConnection();
                    Connection alone = outer.isValid(1) ? pool.getConnection() : outer) {
                full.countDown();
                Thread.sleep(3 * pool.getConnectionTimeout());
                return alone.isValid(1);
            }
        };
        try (Connection mine = source.getConnection()) {
            List<Future<Boolean>> slower = List.of(others.submit(slow), others.submit(slow));
            full.await();
            try (Connection second = source.getConnection()) {
                assertThat(mine.isValid(1) && second.isValid(1)).isTrue();
            }
            for (Future<Boolean> each : slower) {
                assertThat(each.get(20, TimeUnit.SECONDS)).isTrue();
            }
        }
        others.shutdown();
    }

    @Test
    void whoWaitsTooLongIsTold() throws Exception {
        GuardedConnections source = new GuardedConnections(pool, watch, Duration.ofMillis(200));
        try (Connection held = source.getConnection()) {
            ExecutorService other = Executors.newSingleThreadExecutor();
            Future<Boolean> told = other.submit(() -> {
                assertThatThrownBy(source::getConnection)
                        .isInstanceOf(SQLTransientConnectionException.class)
                        .hasMessageContaining("No connection was free")
                        .matches(Absence::isBehind);
                return true;
            });
            assertThat(told.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(held.isClosed()).isFalse();
            other.shutdown();
        }
        try (Connection again = source.getConnection()) {
            again.close();
            assertThat(again.isClosed()).isTrue();
        }
    }

    @Test
    void nobodyWaitsForADatabaseThatIsAway() {
        GuardedConnections source = new GuardedConnections(pool, watch, Duration.ofSeconds(20));
        away.set(true);
        watch.doubt();
        while (watch.isThere()) {
            Thread.onSpinWait();
        }
        long begin = System.nanoTime();

        assertThatThrownBy(source::getConnection).matches(Absence::isBehind);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(400));
        assertThat(watch.isLeader()).isFalse();
    }
}
