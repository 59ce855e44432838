package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database that is killed under the pool: what the libraries say about it is one line each, without a value. */
class DatabaseKillLogTest {

    private static final String VALUE = "value-of-a-patient";

    @TempDir
    private Path directory;

    private static void withoutDatabase(HikariDataSource pool, String url) {
        JdbcTemplate jdbc = new JdbcTemplate(pool);
        jdbc.execute("CREATE TABLE T (V VARCHAR(100) PRIMARY KEY)");
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    jdbc.update("INSERT INTO T VALUES (?)", VALUE);
                    kill(url);
                    jdbc.update("INSERT INTO T VALUES (?)", VALUE + "-2");
                }))
                .isInstanceOf(RuntimeException.class);
    }

    private static void kill(String url) {
        try (Connection other = DriverManager.getConnection(url, "sa", "")) {
            other.createStatement().execute("SHUTDOWN IMMEDIATELY");
        } catch (SQLException closed) {
            assertThat(closed.getMessage()).isNotNull();
        }
    }

    @Test
    void isOneLineForEachFailure() throws Exception {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.setContext(context);
        lines.start();
        root.addAppender(lines);
        String url = "jdbc:h2:" + directory.resolve("db");
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(url);
            pool.setUsername("sa");
            pool.setPassword("");
            withoutDatabase(pool, url);
        } finally {
            root.detachAppender(lines);
        }

        PatternLayoutEncoder usual = new PatternLayoutEncoder();
        usual.setPattern("%p %logger : %m%wEx");
        Layout<ILoggingEvent> asConfigured =
                OneLineFailures.oneLine(usual, context).getLayout();
        List<ILoggingEvent> said = lines.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .toList();
        assertThat(said)
                .as("the libraries say something, and bring a stack trace with it")
                .anyMatch(event -> event.getThrowableProxy() != null);
        assertThat(said)
                .extracting(event -> Objects.requireNonNull(asConfigured.doLayout(event)))
                .allSatisfy(line -> assertThat(line).doesNotContain("\n", "\tat ", VALUE))
                .anySatisfy(line -> assertThat(line)
                        .containsPattern("org\\.h2\\.jdbc\\.Jdbc\\w+Exception at org\\.h2\\.")
                        .doesNotContain("PARSER_ERROR"));
    }

    @Test
    void aFailedStartIsOneLineWithEveryCause() {
        String line = StartFailed.line(new IllegalStateException(
                "outer\n  second line", new IllegalArgumentException("the setting x is wrong")));

        assertThat(line)
                .contains("IllegalStateException: outer second line < ")
                .contains("IllegalArgumentException: the setting x is wrong at org.cervicalinsufficiency.")
                .doesNotContain("\n");
    }
}
