package org.cervicalinsufficiency;

import java.util.Objects;
import org.cervicalinsufficiency.fhirserver.LocalDatabaseInUse;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Before anything is made: the evaluation database is not in use by another process. */
final class DatabaseFileGuard implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        LocalDatabaseInUse.refuse(
                Objects.requireNonNullElse(context.getEnvironment().getProperty("spring.datasource.url"), ""));
    }
}
