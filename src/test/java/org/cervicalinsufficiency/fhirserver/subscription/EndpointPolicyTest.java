package org.cervicalinsufficiency.fhirserver.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** Where notices may go. */
class EndpointPolicyTest {

    private static final List<String> REGISTERED = List.of("EHR.example", "clinic.example:8443");

    @Nested
    class InProduction {

        private final EndpointPolicy policy = new EndpointPolicy(REGISTERED, true);

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://ehr.example/fhir",
                    "https://Ehr.Example.:443/fhir",
                    "HTTPS://ehr.example",
                    "https://clinic.example:8443/a?b=c"
                })
        void allowsRegisteredHosts(String endpoint) {
            assertThat(policy.problemWith(endpoint)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "http://ehr.example/fhir,            use https",
            "http://127.0.0.1/fhir,              use https",
            "https://127.0.0.1/fhir,             allowed-hosts",
            "https://ehr.example:8443/fhir,      allowed-hosts",
            "https://clinic.example/fhir,        allowed-hosts",
            "https://ehr.example.evil.test/fhir, allowed-hosts",
            "https://evil.test/ehr.example,      allowed-hosts",
            "https://ehr.example@evil.test/,     channel.header",
            "https://evil.test#ehr.example,      fragment",
            "https:ehr.example,                  absolute URL",
            "https://ehr_x/ y,                   absolute URL"
        })
        void refusesAllElse(String endpoint, String remedy) {
            assertThat(policy.problemWith(endpoint))
                    .hasValueSatisfying(problem -> assertThat(problem).contains(remedy));
        }
    }

    @Nested
    class OnThisMachine {

        private final EndpointPolicy policy = new EndpointPolicy(REGISTERED, false);

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://localhost:9/a",
                    "http://127.0.0.1:9/a",
                    "http://[::1]:9/a",
                    "http://ehr.example/a",
                    "https://elsewhere.test/a"
                })
        void allowsLoopbackRegisteredHostsAndHttps(String endpoint) {
            assertThat(policy.problemWith(endpoint)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"http://elsewhere.test/a", "http://10.0.0.1/a", "http://localhost.evil.test/a", "http://0/a"
                })
        void refusesPlainHttpToOthers(String endpoint) {
            assertThat(policy.problemWith(endpoint)).isPresent();
        }
    }

    /** With the settings files as they are shipped. */
    @ParameterizedTest
    @CsvSource({"production, false", "default, true"})
    void isOpenedByNothingInTheProfileProduction(String profile, boolean open) {
        new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withUserConfiguration(Settings.class)
                .withPropertyValues(
                        "spring.profiles.active=" + profile, "screening.subscriptions.allowed-hosts=ehr.example")
                .run(context -> {
                    EndpointPolicy policy = SubscriptionConfiguration.endpoints(
                            context.getBean(SubscriptionProperties.class), context.getEnvironment(), () -> {});

                    assertThat(policy.problemWith("https://ehr.example/fhir")).isEmpty();
                    for (String endpoint :
                            List.of("http://ehr.example/fhir", "http://127.0.0.1:9/a", "https://elsewhere.test/a")) {
                        assertThat(policy.problemWith(endpoint).isEmpty())
                                .as(endpoint)
                                .isEqualTo(open);
                    }
                });
    }

    /** The settings alone. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SubscriptionProperties.class)
    static class Settings {}

    @Test
    void namesAReceiverByHostAndPort() {
        assertThat(EndpointPolicy.target("https://Ehr.example./secret/path")).isEqualTo("ehr.example:443");
        assertThat(EndpointPolicy.target("http://127.0.0.1:81")).isEqualTo("127.0.0.1:81");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://ehr.example", "ehr.example/fhir", "a b", "", "ehr.example:x"})
    void refusesSettingsThatAreNotHosts(String entry) {
        assertThatThrownBy(() -> new EndpointPolicy(List.of(entry), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write each entry as host or host:port");
    }
}
