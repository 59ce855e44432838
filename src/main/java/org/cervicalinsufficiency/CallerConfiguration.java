package org.cervicalinsufficiency;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.cervicalinsufficiency.security.ClientTokens;
import org.cervicalinsufficiency.security.LocalReplayMemory;
import org.cervicalinsufficiency.security.OutboundKeySets;
import org.cervicalinsufficiency.security.RegisteredKeys;
import org.cervicalinsufficiency.security.ReplayMemory;
import org.cervicalinsufficiency.security.SharedReplayMemory;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.springframework.beans.factory.ObjectProvider;
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
    OutboundKeySets keySetFetcher(Environment environment) {
        return OutboundKeySets.open(!environment.acceptsProfiles(Profiles.of("production")));
    }

    @Bean
    RegisteredKeys registeredKeys(
            CurrentTenants tenants,
            OutboundKeySets fetcher,
            @Value("${screening.hooks.key-set-refresh:5m}") Duration pause) {
        return new RegisteredKeys(tenants, fetcher, Clock.systemUTC()).refreshEvery(pause);
    }

    @Bean
    SharedReplayMemory usedTokens(
            @Qualifier("replayTable") ReplayMemory table,
            ReplayProperties properties,
            ObjectProvider<MeterRegistry> meters) {
        SharedReplayMemory memory = new SharedReplayMemory(
                new LocalReplayMemory(properties.capacity(), Clock.systemUTC()),
                table,
                properties.deadline(),
                properties.withoutStore() == ReplayProperties.WithoutStore.LOCAL,
                REPLAY_THREADS);
        meters.ifAvailable(
                registry -> Gauge.builder("cds.jti.store.resting", memory, shared -> shared.isResting() ? 1 : 0)
                        .register(registry));
        return memory;
    }

    @Bean
    ClientTokens clientTokens(CurrentTenants tenants, RegisteredKeys keys, SharedReplayMemory memory) {
        return new ClientTokens(tenants, keys, memory, Clock.systemUTC());
    }
}
