package org.cervicalinsufficiency.replicas;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.cervicalinsufficiency.fhirserver.database.Migration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A PostgreSQL of its own with two roles, as the documentation asks for: the owner of the tables, who migrates, and the
 * role that serves, which may neither create nor change tables.
 */
public final class TestDatabase implements AutoCloseable {

    /** The role that migrates. */
    public static final String OWNER = "screening_owner";
    /** The role that serves. */
    public static final String SERVER = "screening_server";
    /** The password of both; PostgreSQL for tests asks nobody for one. */
    public static final String PASSWORD = "K7#long-and-of-this-site";

    private static final String NAME = "screening";

    private final EmbeddedPostgres postgres;
    private final Path folder;

    private TestDatabase(EmbeddedPostgres postgres, Path folder) {
        this.postgres = postgres;
        this.folder = folder;
    }

    /** Without any table. */
    public static TestDatabase empty() {
        return start(EmbeddedPostgres.builder(), anyFolder());
    }

    /** With the tables of this release, and as durable as PostgreSQL is unless told otherwise; those for tests are not. */
    public static TestDatabase durable() {
        return durable(anyFolder());
    }

    /**
     * A durable one whose files stand in a folder.
     *
     * @param folder that is not there yet
     */
    public static TestDatabase durable(Path folder) {
        TestDatabase database = start(
                EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on"),
                folder);
        var unused = database.migrate();
        return database;
    }

    private static Path anyFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"), "screening-" + UUID.randomUUID());
    }

    private static TestDatabase start(EmbeddedPostgres.Builder builder, Path folder) {
        try {
            TestDatabase database = new TestDatabase(
                    builder.setDataDirectory(folder).setCleanDataDirectory(true).start(), folder);
            database.makeRoles();
            return database;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** With the tables of this release. */
    public static TestDatabase migrated() {
        TestDatabase database = empty();
        var unused = database.migrate();
        return database;
    }

    /** Migrates as the owner, in this process. */
    public Migration.Done migrate() {
        try (HikariDataSource source = connections(OWNER)) {
            return new Migration(source).run();
        }
    }

    private void makeRoles() {
        JdbcTemplate admin = new JdbcTemplate(postgres.getPostgresDatabase());
        for (String role : new String[] {OWNER, SERVER}) {
            admin.execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + PASSWORD + "'");
        }
        admin.execute("CREATE DATABASE " + NAME + " OWNER " + OWNER);
        JdbcTemplate inside = new JdbcTemplate(postgres.getDatabase("postgres", NAME));
        inside.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        inside.execute("GRANT CREATE ON SCHEMA public TO " + OWNER);
        String rights = "ALTER DEFAULT PRIVILEGES FOR ROLE " + OWNER + " IN SCHEMA public GRANT ";
        inside.execute(rights + "SELECT, INSERT, UPDATE, DELETE ON TABLES TO " + SERVER);
        inside.execute(rights + "USAGE, SELECT ON SEQUENCES TO " + SERVER);
    }

    /** Where it listens on this machine. */
    public int port() {
        return postgres.getPort();
    }

    /** Its address for clients. */
    public String url() {
        return url(port());
    }

    /** Its address behind something that stands between, for example a proxy that disturbs. */
    public static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
    }

    /** A small pool of a role; the caller closes it. */
    public HikariDataSource connections(String role) {
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl(url());
        source.setUsername(role);
        source.setPassword(PASSWORD);
        source.setMaximumPoolSize(3);
        source.setMinimumIdle(0);
        return source;
    }

    /** Statements with all rights, for a look from outside. */
    public JdbcTemplate admin() {
        return new JdbcTemplate(postgres.getDatabase("postgres", NAME));
    }

    /** Ends every session of the server's role, as a database does that goes down. */
    public int endSessions() throws SQLException {
        return admin().queryForList(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ?",
                        Boolean.class,
                        SERVER)
                .size();
    }

    /** Waits until it takes connections. */
    public void awaitConnections() {
        long begin = System.nanoTime();
        while (true) {
            try (Connection connection = postgres.getDatabase("postgres", NAME).getConnection()) {
                return;
            } catch (SQLException notYet) {
                if (System.nanoTime() - begin > TimeUnit.MINUTES.toNanos(2)) {
                    throw new IllegalStateException("The database takes no connections.", notYet);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was stopped.", stopped);
        }
    }

    /** The process of the database, to be killed and started again. */
    public DatabaseProcess process() {
        return DatabaseProcess.of(folder);
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
