package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A limit of a statement stays with the statement. */
class BoundedJdbcTest {

    @Test
    void leavesNoLimitOnAConnectionOfH2() throws SQLException {
        SingleConnectionDataSource source = new SingleConnectionDataSource("jdbc:h2:mem:bounded", true);

        assertThat(new BoundedJdbc(source, 1).queryForObject("SELECT 1", Integer.class))
                .isEqualTo(1);
        assertThat(limitOfTheNextStatement(source)).isZero();

        JdbcTemplate plain = new JdbcTemplate(source);
        plain.setQueryTimeout(1);
        assertThat(plain.queryForObject("SELECT 1", Integer.class)).isEqualTo(1);
        assertThat(limitOfTheNextStatement(source)).as("why it is so").isEqualTo(1);
        source.destroy();
    }

    @Test
    void limitsTheStatementsOfOtherDatabases() throws SQLException {
        AtomicInteger limit = new AtomicInteger();
        DatabaseMetaData about = answering(DatabaseMetaData.class, "getDatabaseProductName", "PostgreSQL", limit);
        Connection connection = answering(Connection.class, "getMetaData", about, limit);

        new BoundedJdbc(new SingleConnectionDataSource(connection, true), 2)
                .applyStatementSettings(answering(Statement.class, "getConnection", connection, limit));

        assertThat(limit).hasValue(2);
    }

    private static int limitOfTheNextStatement(SingleConnectionDataSource source) throws SQLException {
        try (Statement next = source.getConnection().createStatement()) {
            return next.getQueryTimeout();
        }
    }

    /** Answers one method, and notes the limit that is set. */
    private static <T> T answering(Class<T> type, String method, Object answer, AtomicInteger limit) {
        return type.cast(Proxy.newProxyInstance(
                BoundedJdbcTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, called, values) -> {
                    if (called.getName().equals("setQueryTimeout")) {
                        limit.set((Integer) values[0]);
                        return null;
                    }
                    return called.getName().equals(method) ? answer : null;
                }));
    }
}
