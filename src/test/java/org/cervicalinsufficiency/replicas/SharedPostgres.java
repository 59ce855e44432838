package org.cervicalinsufficiency.replicas;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** One migrated PostgreSQL for the process of the tests; it ends with it. */
final class SharedPostgres implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final TestDatabase DATABASE = TestDatabase.migrated();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "shared postgres",
                        Map.of(
                                "spring.datasource.url", DATABASE.url(),
                                "spring.datasource.username", TestDatabase.SERVER,
                                "spring.datasource.password", TestDatabase.PASSWORD)));
    }
}
