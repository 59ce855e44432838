package org.cervicalinsufficiency;

import java.io.IOException;
import java.time.Clock;
import org.cervicalinsufficiency.security.AccessTokens;
import org.cervicalinsufficiency.security.RegisteredKeys;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How clients of {@code /fhir} prove who they are. */
@Configuration(proxyBeanMethods = false)
class AccessTokenConfiguration {

    /** Tokens live by the clock of the machine: one that was stopped for a trial would make them last for ever. */
    @Bean
    AccessTokens accessTokens(@Value("${screening.base-url:}") String base, CurrentTenants tenants) {
        String audience = base.isBlank() ? "" : base.replaceFirst("/$", "") + "/fhir";
        RegisteredKeys keys = new RegisteredKeys(
                tenants,
                address -> {
                    throw new IOException("not wired");
                },
                Clock.systemUTC());
        return new AccessTokens(audience, keys, Clock.systemUTC());
    }
}
