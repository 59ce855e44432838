package org.cervicalinsufficiency.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cervicalinsufficiency.fhirserver.database.Migration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The migration as operators run it: a process that makes the tables and ends. */
class MigrationIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String LOCKS = "SELECT COUNT(*) FROM \"FLY_HFJ_MIGRATION\" WHERE installed_rank = -100";

    private final TestDatabase database = TestDatabase.empty();

    @AfterEach
    void stop() {
        database.close();
    }

    private long tables() {
        Long tables = database.admin()
                .queryForObject("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'", Long.class);
        return tables == null ? 0 : tables;
    }

    private static ServerProcess migrate(Map<String, String> settings) {
        return ServerProcess.start(List.of("migrate"), settings);
    }

    private static String run(Map<String, String> settings, int exit) {
        try (ServerProcess process = migrate(settings)) {
            assertThat(process.awaitEnd(LONG)).as(process.log()).isEqualTo(exit);
            return process.log();
        }
    }

    @Test
    void makesTheTablesOnceAndEnds() {
        String first = run(ProductionSettings.migrating(database.url()), 0);

        assertThat(first).contains("Migration: ", "The database has the schema of this release");
        assertThat(tables()).isGreaterThan(60);
        assertThat(database.admin()
                        .queryForList(
                                "SELECT tablename FROM pg_tables WHERE tablename LIKE 'screening%' ORDER BY 1",
                                String.class))
                .containsExactly(
                        "screening_card",
                        "screening_delivery",
                        "screening_feedback",
                        "screening_form",
                        "screening_replay",
                        "screening_schema",
                        "screening_subscription");
        assertThat(database.migrate()).isEqualTo(new Migration.Done(0, false));
    }

    @Test
    void isRunAgainAfterItWasKilled() {
        try (ServerProcess process = migrate(ProductionSettings.migrating(database.url()))) {
            awaitLock(process);
            process.kill();
        }
        assertThat(database.admin().queryForObject(LOCKS, Long.class))
                .as("the killed migration leaves its lock")
                .isEqualTo(1);

        String again = run(ProductionSettings.migrating(database.url()), 0);

        assertThat(again).contains("was killed: its lock is taken away");
        assertThat(database.admin().queryForObject(LOCKS, Long.class)).isZero();
        assertThat(database.migrate()).isEqualTo(new Migration.Done(0, false));
    }

    private void awaitLock(ServerProcess process) {
        JdbcTemplate admin = database.admin();
        String there = "SELECT COUNT(*) FROM pg_tables WHERE tablename = 'FLY_HFJ_MIGRATION'";
        while (process.process().isAlive()) {
            Long table = admin.queryForObject(there, Long.class);
            if (table != null && table == 1) {
                Long locks = admin.queryForObject(LOCKS, Long.class);
                if (locks != null && locks == 1) {
                    return;
                }
            }
        }
        throw new IllegalStateException("The migration ended before it was killed:\n" + process.log());
    }

    @Test
    void twoAtOnceWaitForEachOther() {
        Map<String, String> settings = ProductionSettings.migrating(database.url());
        try (ServerProcess one = migrate(settings);
                ServerProcess other = migrate(settings)) {
            assertThat(one.awaitEnd(LONG)).as(one.log()).isZero();
            assertThat(other.awaitEnd(LONG)).as(other.log()).isZero();
            assertThat(one.log() + other.log()).containsPattern("steps done now: 0");
        }
    }

    @Test
    void saysInOneSentenceWhyNot() {
        Map<String, String> weak = new LinkedHashMap<>(ProductionSettings.migrating(database.url()));
        weak.put("spring.datasource.username", TestDatabase.SERVER);
        assertThat(run(weak, 1))
                .contains("permission denied", "may create tables")
                .doesNotContain("\tat ");

        Map<String, String> absent = ProductionSettings.migrating(TestDatabase.url(ServerProcess.freePort()));
        assertThat(run(absent, 1))
                .contains("The database could not be migrated: Connection")
                .doesNotContain("\tat ");

        Map<String, String> h2 = Map.of("spring.datasource.url", "jdbc:h2:mem:x");
        assertThat(run(h2, 1))
                .contains("spring.datasource.url is no PostgreSQL database")
                .doesNotContain("\tat ");
        assertThat(tables()).isZero();
    }
}
