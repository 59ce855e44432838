package org.cervicalinsufficiency;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration;
import org.springframework.boot.autoconfigure.elasticsearch.ElasticsearchRestClientAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.autoconfigure.quartz.QuartzAutoConfiguration;

/**
 * Starts the screening server: FHIR under {@code /fhir}, CDS Hooks under {@code /cds-services}.
 *
 * <p>Boot's own set-up for libraries that HAPI brings and wires by itself (or that we do not use) is switched off.
 */
@SpringBootApplication(
        exclude = {
            ElasticsearchRestClientAutoConfiguration.class,
            FlywayAutoConfiguration.class,
            HibernateJpaAutoConfiguration.class,
            JpaRepositoriesAutoConfiguration.class,
            QuartzAutoConfiguration.class
        })
public class CervicalInsufficiencyApplication {

    /**
     * Runs the server until the process ends, or migrates the database ({@link MigrateCommand}).
     *
     * @param arguments Spring Boot's command line, for example {@code --server.port=8081}
     */
    public static void main(String[] arguments) {
        if (MigrateCommand.isAskedForBy(arguments)) {
            System.exit(MigrateCommand.run(arguments));
        }
        EndOnSignal.closes(SpringApplication.run(CervicalInsufficiencyApplication.class, arguments));
    }
}
