package org.cervicalinsufficiency.fhirserver.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** The limits of production reach the driver, and do not stop a long step of a migration. */
class PoolTest {

    private static StandardEnvironment production() throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        for (String file : List.of("application-production.yml", "application.yml")) {
            for (PropertySource<?> source : new YamlPropertySourceLoader().load(file, new ClassPathResource(file))) {
                environment.getPropertySources().addLast(source);
            }
        }
        System.setProperty("spring.datasource.url", "jdbc:postgresql://db.example/screening");
        return environment;
    }

    @Test
    void boundsServingAndNotMigrating() throws IOException {
        try {
            StandardEnvironment environment = production();
            try (HikariDataSource serving = Pool.of(environment);
                    HikariDataSource migrating = Pool.withoutLimits(environment)) {
                assertThat(serving.getDataSourceProperties())
                        .containsEntry("socketTimeout", "15")
                        .containsEntry("connectTimeout", "2");
                assertThat(serving.getConnectionTimeout()).isLessThan(1_000);
                assertThat(serving.getInitializationFailTimeout()).isNegative();
                assertThat(migrating.getDataSourceProperties()).containsEntry("socketTimeout", "0");
                assertThat(migrating.getInitializationFailTimeout()).isPositive();
            }
        } finally {
            System.clearProperty("spring.datasource.url");
        }
    }
}
