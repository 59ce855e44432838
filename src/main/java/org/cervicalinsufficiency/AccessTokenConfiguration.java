package org.cervicalinsufficiency;

import java.time.Clock;
import org.cervicalinsufficiency.feedback.ReportAccess;
import org.cervicalinsufficiency.security.AccessTokens;
import org.cervicalinsufficiency.security.RegisteredKeys;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.ServerAddress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** How clients of {@code /fhir} prove who they are. Tokens are measured by the machine's own clock. */
@Configuration(proxyBeanMethods = false)
@Conditional(WithTenantsFile.class)
class AccessTokenConfiguration {

    @Bean
    AccessTokens accessTokens(ServerAddress address, RegisteredKeys keys) {
        return new AccessTokens(address.at("/fhir"), keys, Clock.systemUTC());
    }

    @Bean
    ReportAccess reportAccess(CurrentTenants tenants, AccessTokens tokens) {
        return new OperatorReports(tenants, tokens);
    }
}
