package org.cervicalinsufficiency.fhirserver.feedback;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.cervicalinsufficiency.feedback.FeedbackItem;
import org.cervicalinsufficiency.feedback.IssuedAnswer;
import org.cervicalinsufficiency.feedback.IssuedCard;
import org.cervicalinsufficiency.feedback.Outcome;
import org.cervicalinsufficiency.feedback.OverrideReason;
import org.cervicalinsufficiency.feedback.Sender;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables in a database of a test's own, with the parts that use them. */
final class CardDatabase {

    static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    static final Sender MARY = new Sender("st-mary", "alpha", "start");

    private final AtomicBoolean down = new AtomicBoolean();
    private final DataSource source;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    CardDatabase(DataSource database) {
        this.source = new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                if (down.get()) {
                    throw new SQLException("The database is down for a test.");
                }
                return super.getConnection();
            }
        };
        DatabasePopulatorUtils.execute(
                new ResourceDatabasePopulator(new ClassPathResource("schema/feedback.sql")), source);
    }

    static CardDatabase h2(String url) {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setUrl(url);
        return new CardDatabase(h2);
    }

    static CardDatabase inMemory(String name) {
        return h2("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
    }

    void clear() {
        jdbc().update("DELETE FROM SCREENING_CARD");
        jdbc().update("DELETE FROM SCREENING_FEEDBACK");
    }

    void down(boolean now) {
        down.set(now);
    }

    JdbcTemplate jdbc() {
        return new JdbcTemplate(source);
    }

    IssuedCardTable cards() {
        TransactionOperations transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
        return new IssuedCardTable(jdbc(), transactions);
    }

    IssuedCardQueue queue(int size) {
        return new IssuedCardQueue(cards(), new Retention(jdbc(), at(NOW), Duration.ofDays(730)), size, meters);
    }

    FeedbackTable feedback(Instant now) {
        return new FeedbackTable(
                jdbc(), new TransactionTemplate(new DataSourceTransactionManager(source)), cards(), queue(1), at(now));
    }

    double lost() {
        return meters.get("cds.cards.unrecorded").counter().count();
    }

    int count(String table) {
        Integer count = jdbc().queryForObject("SELECT COUNT(*) FROM " + table, Integer.class);
        return count == null ? 0 : count;
    }

    static Clock at(Instant moment) {
        return Clock.fixed(moment, ZoneOffset.UTC);
    }

    static IssuedAnswer answer(Sender to, Instant at, String topic, String... cards) {
        return new IssuedAnswer(
                to,
                "Patient/1",
                "us",
                "https://x.example/PlanDefinition/p|0.1.0",
                at,
                List.of(cards).stream()
                        .map(card -> new IssuedCard(card, List.of(card + "-s"), topic, "warning", "e1"))
                        .toList(),
                List.of());
    }

    static FeedbackItem accepted(String card) {
        return new FeedbackItem(card, Outcome.ACCEPTED, List.of(card + "-s"), Optional.empty(), NOW);
    }

    static FeedbackItem overridden(String card, @Nullable String code) {
        Optional<OverrideReason> reason = Optional.ofNullable(code)
                .map(one -> new OverrideReason(
                        OverrideReason.Kind.CODED,
                        Optional.empty(),
                        Optional.of(one),
                        Optional.empty(),
                        Optional.empty()));
        return new FeedbackItem(card, Outcome.OVERRIDDEN, List.of(), reason, NOW);
    }
}
