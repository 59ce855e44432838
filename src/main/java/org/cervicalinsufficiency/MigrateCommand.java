package org.cervicalinsufficiency;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.cervicalinsufficiency.fhirserver.database.Migration;
import org.cervicalinsufficiency.fhirserver.database.MigrationFailed;
import org.cervicalinsufficiency.fhirserver.database.Pool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Profiles;

/**
 * {@code java -jar app.jar migrate --spring.profiles.active=production}: makes or updates the tables of the PostgreSQL
 * database and ends. Nothing is served, and of the settings only those of the database count.
 */
final class MigrateCommand {

    private static final Logger LOG = LoggerFactory.getLogger(MigrateCommand.class);
    private static final String NAME = "migrate";

    private MigrateCommand() {}

    /** Whether the command line asks for it. */
    static boolean isAskedForBy(String... arguments) {
        return Arrays.asList(arguments).contains(NAME);
    }

    /**
     * Migrates.
     *
     * @param arguments Spring Boot's command line
     * @return what the process ends with: 0 if the schema is that of this release
     */
    static int run(String... arguments) {
        SpringApplication application = new SpringApplication(MigrateCommand.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setInitializers(application.getInitializers().stream()
                .filter(initializer -> !(initializer instanceof ProductionGuard))
                .toList());
        // A failure is told in one sentence below.
        application.setDefaultProperties(Map.of("logging.level.ca.uhn.fhir.jpa.migrate", "OFF"));
        try (ConfigurableApplicationContext context = application.run(arguments)) {
            List<String> missing = new ProductionChecks(context.getEnvironment())
                    .missingOfDatabase(context.getEnvironment().acceptsProfiles(Profiles.of("production")));
            missing.forEach(LOG::error);
            return missing.isEmpty() ? migrate(Pool.withoutLimits(context.getEnvironment())) : 1;
        }
    }

    private static int migrate(HikariDataSource source) {
        try (source) {
            Migration.Done done = new Migration(source).run();
            LOG.info("The database has the schema of this release; steps done now: {}", done.steps());
            return 0;
        } catch (MigrationFailed failed) {
            LOG.error(failed.getMessage());
            return 1;
        }
    }
}
