package org.cervicalinsufficiency.fhirserver.database;

import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * Our tables beside HAPI's, as the scripts of {@code schema/} make them. In production the migration runs them, all
 * together, and writes down their version; on H2 each part of the server runs its own when it starts.
 */
public final class OwnTables {

    /** Goes up with every change of a script; a serving process asks for at least this one. */
    static final int VERSION = 1;

    /** What the migration runs on PostgreSQL, in this order. */
    static final List<String> SCRIPTS = List.of(
            "schema/forms.sql",
            "schema/feedback.sql",
            "schema/subscriptions.sql",
            "schema/replay-postgresql.sql",
            "schema/version.sql");

    private OwnTables() {}

    /**
     * Runs scripts; tables that are there stay.
     *
     * @param scripts names on the class path
     */
    public static void create(DataSource source, String... scripts) {
        DatabasePopulatorUtils.execute(
                new ResourceDatabasePopulator(
                        Stream.of(scripts).map(ClassPathResource::new).toArray(ClassPathResource[]::new)),
                source);
    }

    /** Makes or extends all tables and notes their version. */
    static void migrate(DataSource source) {
        create(source, SCRIPTS.toArray(String[]::new));
        int unused = new JdbcTemplate(source)
                .update("INSERT INTO SCREENING_SCHEMA (VERSION) VALUES (?) ON CONFLICT DO NOTHING", VERSION);
    }

    /** The version that the database has. */
    static int versionOf(DataSource source) {
        Integer version =
                new JdbcTemplate(source).queryForObject("SELECT MAX(VERSION) FROM SCREENING_SCHEMA", Integer.class);
        return version == null ? 0 : version;
    }
}
