package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.Optional;
import org.cervicalinsufficiency.security.Access;
import org.cervicalinsufficiency.security.AccessTokens;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Who may do what on {@code /fhir} (src/docs/decisions/0018-who-may-do-what.md). */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    /** Behind the filters that count, limit and set headers, and behind the one that knows whether the store is there. */
    private static final int AFTER_LIMITS = Ordered.HIGHEST_PRECEDENCE + 6;

    @Bean
    Access access(@Value("${screening.authoring.over-http:true}") boolean authoring) {
        return new Access(authoring);
    }

    @Bean
    FilterRegistrationBean<FhirAccessFilter> fhirAccessFilter(
            CurrentTenants tenants, ObjectProvider<AccessTokens> tokens, TenantStores stores, Environment environment) {
        FilterRegistrationBean<FhirAccessFilter> filter = new FilterRegistrationBean<>(new FhirAccessFilter(
                tenants,
                Optional.ofNullable(tokens.getIfAvailable()),
                stores,
                environment.acceptsProfiles(Profiles.of("production"))));
        filter.addUrlPatterns("/fhir/*");
        filter.setOrder(AFTER_LIMITS);
        return filter;
    }

    @Bean
    FhirDoor fhirDoor(RestfulServer server, Access access, CurrentTenants tenants) {
        FhirDoor door = new FhirDoor(access, tenants);
        server.registerInterceptor(door);
        server.registerInterceptor(new GrantWalls(access, tenants));
        server.registerInterceptor(new SmartSecurity(tenants));
        return door;
    }
}
