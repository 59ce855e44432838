package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.embedded.EmbeddedWebServerFactoryCustomizerAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.context.support.HttpRequestHandlerServlet;

/** Whose address counts in production, by the container itself: what a proxy says, and never what a caller says. */
class ForwardedAddressTest {

    private static String strategy() throws IOException {
        Object value = new YamlPropertySourceLoader()
                .load("production", new ClassPathResource("application-production.yml"))
                .get(0)
                .getProperty("server.forward-headers-strategy");
        return String.valueOf(value);
    }

    private static String seen(String sent, String... settings) throws IOException, InterruptedException {
        SpringApplicationBuilder application = new SpringApplicationBuilder(Echo.class).web(WebApplicationType.SERVLET);
        String[] arguments = new String[settings.length + 2];
        System.arraycopy(settings, 0, arguments, 2, settings.length);
        arguments[0] = "--server.port=0";
        arguments[1] = "--server.forward-headers-strategy=" + strategy();
        try (ConfigurableApplicationContext context = application.run(arguments)) {
            String port = Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port"));
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                                    .header("X-Forwarded-For", sent)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    /** The test calls from 127.0.0.1, as a proxy on the same machine does. */
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "'198.51.100.1, 203.0.113.7', 203.0.113.7",
        "'127.0.0.1, 203.0.113.7', 203.0.113.7",
        "'203.0.113.7, 10.1.1.1', 203.0.113.7"
    })
    void takesWhatTheNearestProxyWrote(String sent, String address) throws IOException, InterruptedException {
        assertThat(seen(sent)).isEqualTo(address);
    }

    @Test
    void takesNothingFromWhoIsNoProxy() throws IOException, InterruptedException {
        assertThat(seen("203.0.113.7", "--server.tomcat.remoteip.internal-proxies=10\\.1\\.2\\.3"))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void holdsNoPublicAddressForAProxy() {
        String proxies = new ServerProperties().getTomcat().getRemoteip().getInternalProxies();

        assertThat("10.0.0.1").matches(proxies);
        assertThat("172.20.0.3").matches(proxies);
        assertThat("203.0.113.7").doesNotMatch(proxies);
        assertThat("110.0.0.1").doesNotMatch(proxies);
        assertThat("2001:db8::1").doesNotMatch(proxies);
    }

    /** An application that says which address it sees. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        ServletWebServerFactoryAutoConfiguration.class,
        EmbeddedWebServerFactoryCustomizerAutoConfiguration.class
    })
    static class Echo {

        @Bean
        HttpRequestHandler echo() {
            return (request, response) -> response.getWriter().print(request.getRemoteAddr());
        }

        @Bean
        ServletRegistrationBean<HttpRequestHandlerServlet> echoes() {
            ServletRegistrationBean<HttpRequestHandlerServlet> servlet =
                    new ServletRegistrationBean<>(new HttpRequestHandlerServlet(), "/");
            servlet.setName("echo");
            return servlet;
        }
    }
}
