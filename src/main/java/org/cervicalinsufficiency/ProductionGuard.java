package org.cervicalinsufficiency;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * There is no insecure way to run in production (design decision D7). As long as this version lacks what production needs,
 * the profile does not start at all.
 */
@Configuration(proxyBeanMethods = false)
@Profile("production")
class ProductionGuard {

    ProductionGuard() {
        throw new IllegalStateException("The profile production needs PostgreSQL, JWTs of CDS clients and SMART Backend"
                + " Services, which this version does not have yet: start without it, on this machine only.");
    }
}
