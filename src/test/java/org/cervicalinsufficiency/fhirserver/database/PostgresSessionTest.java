package org.cervicalinsufficiency.fhirserver.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** One replica leads, and another does when it ends; a broken session is opened again. */
class PostgresSessionTest {

    @Test
    void oneLeadsAtATime() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            DataSource source = postgres.getPostgresDatabase();
            PostgresSession first = new PostgresSession(source, source);
            PostgresSession second = new PostgresSession(source, source);

            assertThat(first.look()).isTrue();
            assertThat(second.look()).isFalse();
            assertThat(first.look()).as("leads still").isTrue();
            first.close();
            assertThat(leadsSoon(second)).as("leads now").isTrue();
            assertThat(first.look()).as("comes back as a follower").isFalse();

            beginOneAfterTheOther(source);
            endAllSessions(source);
            assertThat(leadsSoon(first) || leadsSoon(second))
                    .as("after broken sessions one leads again")
                    .isTrue();
        }
        DataSource refusing = new org.postgresql.ds.PGSimpleDataSource() {
            private static final long serialVersionUID = 1L;

            @Override
            public java.sql.Connection getConnection() throws SQLException {
                throw new SQLException("refused", "08001");
            }
        };
        PostgresSession nobody = new PostgresSession(refusing, refusing);
        assertThatThrownBy(nobody::look).matches(Absence::isBehind);
    }

    private static void beginOneAfterTheOther(DataSource source) throws SQLException {
        StartTurn first = StartTurn.over(source);
        StartTurn second = StartTurn.over(source);
        try (StartTurn.Taken turn = first.take().orElseThrow()) {
            assertThat(turn).isNotNull();
            assertThat(second.take()).as("somebody begins").isEmpty();
        }
        try (StartTurn.Taken turn = second.take().orElseThrow()) {
            assertThat(turn).isNotNull();
            assertThat(first.take()).isEmpty();
        }
    }

    /** PostgreSQL gives the lock free when it notices that the session ended, a moment after the client closed it. */
    private static boolean leadsSoon(PostgresSession session) throws Exception {
        for (int tries = 0; tries < 100; tries++) {
            if (session.look()) {
                return true;
            }
            Thread.sleep(50);
        }
        return false;
    }

    private static void endAllSessions(DataSource source) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            boolean unused = statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
        }
    }
}
