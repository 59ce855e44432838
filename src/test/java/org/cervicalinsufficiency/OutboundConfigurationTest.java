package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.cervicalinsufficiency.cdshooks.ehr.EhrLimits;
import org.cervicalinsufficiency.cdshooks.ehr.EhrWatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;

/** The switch for development goes together with a server that only this machine can reach. */
class OutboundConfigurationTest {

    private static final ApplicationContextRunner WITHOUT_SETTINGS =
            new ApplicationContextRunner().withUserConfiguration(Needs.class, OutboundConfiguration.class);

    /** What the configuration is given elsewhere. */
    @Configuration(proxyBeanMethods = false)
    static class Needs {

        @Bean
        EhrWatch nobody() {
            return EhrWatch.NONE;
        }

        @Bean
        static ConversionService conversionService() {
            return ApplicationConversionService.getSharedInstance();
        }
    }

    /** What one call waits for the server of its tenant, in all: in code, and in the file of settings. */
    @Test
    void waits350Milliseconds() {
        for (ApplicationContextRunner started : List.of(
                WITHOUT_SETTINGS, WITHOUT_SETTINGS.withInitializer(new ConfigDataApplicationContextInitializer()))) {
            started.run(context -> assertThat(context.getBean(EhrLimits.class))
                    .isEqualTo(
                            EhrLimits.of(Duration.ofMillis(350), Duration.ofMillis(250), Duration.ofMillis(100), 16)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "localhost"})
    void onThisMachine(String address) {
        assertThatCode(() -> OutboundConfiguration.requireThisMachineOnly(address))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.0.0.0", "::", "10.0.0.1"})
    void elsewhereItIsRefused(String address) {
        assertThatThrownBy(() -> OutboundConfiguration.requireThisMachineOnly(address))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("set server.address to 127.0.0.1");
    }
}
