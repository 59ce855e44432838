package org.cervicalinsufficiency.fhirserver.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.cervicalinsufficiency.ServerTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who gets a notice, when several ask; the Subscription is known to these tests only, so that no worker takes part. */
@ServerTest
class OutboxIT {

    private static final String TYPE = "RiskAssessment";
    private static final String SUBSCRIPTION = "outbox-it";
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final Outbox outbox;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    @Autowired
    OutboxIT(Outbox outbox, DataSource database, PlatformTransactionManager transactions) {
        this.outbox = outbox;
        this.jdbc = new JdbcTemplate(database);
        this.transactions = new TransactionTemplate(transactions);
    }

    @AfterEach
    void empty() {
        outbox.clear(SUBSCRIPTION);
    }

    @Test
    void givesEachNoticeToOneOfMany() {
        IntStream.range(0, 60).forEach(number -> outbox.put(SUBSCRIPTION, TYPE, "r" + number, 1));

        List<String> claimed = IntStream.range(0, 30)
                .parallel()
                .mapToObj(asker -> outbox.claim(SUBSCRIPTION, 4, LEASE))
                .flatMap(List::stream)
                .map(Notice::id)
                .toList();

        assertThat(claimed).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(4);
        assertThat(claimed.size() + outbox.claim(SUBSCRIPTION, 100, LEASE).size())
                .isEqualTo(60);
    }

    @Test
    void givesItAgainWhenTheLeaseIsOver() {
        outbox.put(SUBSCRIPTION, TYPE, "r", 1);
        Notice first = only(outbox.claim(SUBSCRIPTION, 9, Duration.ZERO));
        Notice second = only(outbox.claim(SUBSCRIPTION, 9, LEASE));

        outbox.delivered(first, 1);

        assertThat(second.claim()).isNotEqualTo(first.claim());
        assertThat(waiting()).isOne();
        outbox.delivered(second, 1);
        assertThat(waiting()).isZero();
    }

    @Test
    void waitsForTheVersionUnderWayAndThenTellsTheNewer() {
        outbox.put(SUBSCRIPTION, TYPE, "r", 1);
        Notice underWay = only(outbox.claim(SUBSCRIPTION, 9, LEASE));
        outbox.put(SUBSCRIPTION, TYPE, "r", 2);
        assertThat(outbox.claim(SUBSCRIPTION, 9, LEASE)).isEmpty();

        outbox.delivered(underWay, 1);

        Notice next = only(outbox.claim(SUBSCRIPTION, 9, LEASE));
        outbox.delivered(next, 2);
        assertThat(waiting()).isZero();
    }

    @Test
    void keepsWhatIsUnderWayWhenItIsStartedAgain() {
        outbox.put(SUBSCRIPTION, TYPE, "claimed", 1);
        Notice underWay = only(outbox.claim(SUBSCRIPTION, 9, LEASE));
        outbox.put(SUBSCRIPTION, TYPE, "failed", 1);
        outbox.failed(only(outbox.claim(SUBSCRIPTION, 9, LEASE)), LEASE, "500");
        assertThat(outbox.claim(SUBSCRIPTION, 9, LEASE)).isEmpty();

        outbox.restart(SUBSCRIPTION);

        Notice again = only(outbox.claim(SUBSCRIPTION, 9, LEASE));
        assertThat(again.id()).isEqualTo("failed");
        assertThat(again.attempts()).isZero();
        assertThat(underWay.id()).isEqualTo("claimed");
    }

    @Test
    void doesNotWaitForARowThatIsBeingWritten() {
        outbox.put(SUBSCRIPTION, TYPE, "busy", 1);
        outbox.put(SUBSCRIPTION, TYPE, "free", 1);

        transactions.executeWithoutResult(status -> {
            outbox.put(SUBSCRIPTION, TYPE, "busy", 2);
            List<Notice> claimed = elsewhere(() -> outbox.claim(SUBSCRIPTION, 9, LEASE));
            assertThat(claimed).extracting(Notice::id).containsExactly("free");
        });
    }

    private static <T> T elsewhere(Supplier<T> action) {
        return CompletableFuture.supplyAsync(action)
                .orTimeout(1, TimeUnit.SECONDS)
                .join();
    }

    private static Notice only(List<Notice> notices) {
        assertThat(notices).hasSize(1);
        return notices.get(0);
    }

    private int waiting() {
        Integer count = jdbc.queryForObject(
                "SELECT COUNT(*) FROM SCREENING_DELIVERY WHERE SUBSCRIPTION_ID = ?", Integer.class, SUBSCRIPTION);
        return count == null ? -1 : count;
    }
}
