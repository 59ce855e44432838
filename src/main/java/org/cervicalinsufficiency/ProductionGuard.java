package org.cervicalinsufficiency;

import java.util.List;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Profiles;

/**
 * There is no insecure way to run in production (ADR 0016): before anything is made, the profile is refused with
 * one sentence for each thing that is missing.
 */
final class ProductionGuard implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (context.getEnvironment().acceptsProfiles(Profiles.of("production"))) {
            List<String> missing = new ProductionChecks(context.getEnvironment()).missing();
            if (!missing.isEmpty()) {
                throw new InsecureProduction(missing);
            }
        }
    }
}
