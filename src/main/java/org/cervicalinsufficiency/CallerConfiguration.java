package org.cervicalinsufficiency;

import java.time.Clock;
import java.time.Duration;
import org.cervicalinsufficiency.cdshooks.ehr.EhrWatch;
import org.cervicalinsufficiency.security.ClientTokens;
import org.cervicalinsufficiency.security.LocalReplayMemory;
import org.cervicalinsufficiency.security.OutboundKeySets;
import org.cervicalinsufficiency.security.RegisteredKeys;
import org.cervicalinsufficiency.security.ReplayMemory;
import org.cervicalinsufficiency.security.SharedReplayMemory;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * How clients of the hooks prove who they are. Tokens are measured by the machine's own clock, also where
 * {@code screening.today} stops the clinical one.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(WithTenantsFile.class)
@EnableConfigurationProperties(ReplayProperties.class)
class CallerConfiguration {

    private static final int REPLAY_THREADS = 4;

    @Bean
    OutboundKeySets keySetFetcher(
            @Value("${screening.hooks.allow-http-fhir-server:false}") boolean allowHttp,
            @Value("${screening.outbound.allow-private-addresses:false}") boolean allowPrivate,
            EhrWatch watch) {
        return OutboundKeySets.open(allowHttp, allowPrivate, () -> watch.blocked("key-set-refused", 1));
    }

    @Bean
    RegisteredKeys registeredKeys(
            CurrentTenants tenants,
            OutboundKeySets fetcher,
            @Value("${screening.hooks.key-set-refresh:5m}") Duration pause,
            Environment environment) {
        return new RegisteredKeys(
                        tenants, fetcher, Clock.systemUTC(), !environment.acceptsProfiles(Profiles.of("production")))
                .refreshEvery(pause);
    }

    @Bean
    SharedReplayMemory usedTokens(@Qualifier("replayTable") ReplayMemory table, ReplayProperties properties) {
        return new SharedReplayMemory(
                new LocalReplayMemory(properties.capacity(), Clock.systemUTC()),
                table,
                properties.deadline(),
                properties.withoutStore() == ReplayProperties.WithoutStore.LOCAL,
                REPLAY_THREADS);
    }

    @Bean
    ClientTokens clientTokens(CurrentTenants tenants, RegisteredKeys keys, SharedReplayMemory memory) {
        return new ClientTokens(tenants, keys, memory, Clock.systemUTC());
    }
}
