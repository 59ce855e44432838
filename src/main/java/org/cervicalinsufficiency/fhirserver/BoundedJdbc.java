package org.cervicalinsufficiency.fhirserver;

import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Statements that the database gives up after some seconds. Not on H2: it takes the limit of a statement for one of the
 * connection, which goes back to the pool with it and would stop the next one's long search.
 */
final class BoundedJdbc extends JdbcTemplate {

    private final int seconds;

    BoundedJdbc(DataSource source, int seconds) {
        super(source);
        this.seconds = seconds;
    }

    @Override
    protected void applyStatementSettings(Statement statement) throws SQLException {
        super.applyStatementSettings(statement);
        String product = statement.getConnection().getMetaData().getDatabaseProductName();
        if (!"H2".equals(product)) {
            statement.setQueryTimeout(seconds);
        }
    }
}
