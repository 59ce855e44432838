package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/** Loggers that print bodies, addresses or values are held at WARN by name: turning the root up does not open them. */
class PinnedLoggersTest {

    private static final Set<String> QUIET = Set.of("WARN", "ERROR", "OFF");

    private static String level(String logger) throws IOException {
        List<PropertySource<?>> sources =
                new YamlPropertySourceLoader().load("settings", new ClassPathResource("application.yml"));
        String name = logger;
        while (true) {
            Object level = sources.get(0).getProperty("logging.level." + name);
            if (level != null || !name.contains(".")) {
                return String.valueOf(level);
            }
            name = name.substring(0, name.lastIndexOf('.'));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ca.uhn.hapi.fhir.cdshooks.svc.prefetch.CdsPrefetchFhirClientSvc",
                "ca.uhn.fhir.rest.client.interceptor.LoggingInterceptor",
                "ca.uhn.fhir.rest.server.interceptor.LoggingInterceptor",
                "ca.uhn.fhir.parser.LenientErrorHandler",
                "ca.uhn.fhir.jpa.dao.BaseHapiFhirDao",
                "org.apache.http.wire",
                "org.apache.http.headers",
                "org.apache.hc.client5.http.wire",
                "org.apache.coyote.http11.Http11InputBuffer",
                "org.apache.catalina.core.ContainerBase",
                "org.springframework.web.servlet.DispatcherServlet",
                "org.springframework.web.client.RestTemplate",
                "org.springframework.jdbc.core.StatementCreatorUtils",
                "org.hibernate.SQL",
                "org.hibernate.orm.jdbc.bind",
                "jdk.httpclient.HttpClient",
                "org.opencds.cqf.cql.engine.execution.CqlEngine"
            })
    void stayQuiet(String logger) throws IOException {
        assertThat(QUIET).contains(level(logger));
    }
}
