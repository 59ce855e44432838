package org.cervicalinsufficiency.cdshooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.SdkTracerProvider;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.cervicalinsufficiency.cdshooks.Calls;
import org.cervicalinsufficiency.outbound.StubServer;
import org.cervicalinsufficiency.sight.SpanConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.observation.web.servlet.WebMvcObservationAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.opentelemetry.OpenTelemetryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.tracing.MicrometerTracingAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.tracing.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.tracing.otlp.OtlpTracingAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

/** Spans go to a collector where the one setting says so, without anything that a request brought; else nothing goes. */
class SpansIT {

    private static final String CANARY = "patient-of-the-spans";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String VIEW = "/cds-services/cervical-insufficiency-patient-view";

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    /** What Boot sets up for spans, and a path below {@code /fhir} that any servlet answers. */
    @Configuration
    @Profile(HookServer.ALONE)
    @ImportAutoConfiguration({
        ObservationAutoConfiguration.class,
        WebMvcObservationAutoConfiguration.class,
        OpenTelemetryAutoConfiguration.class,
        OpenTelemetryTracingAutoConfiguration.class,
        MicrometerTracingAutoConfiguration.class,
        OtlpTracingAutoConfiguration.class
    })
    @Import(SpanConfiguration.class)
    static class Spans {

        @Bean
        ServletRegistrationBean<HttpServlet> fhir() {
            return new ServletRegistrationBean<>(new Silent(), "/fhir/*");
        }
    }

    /** Answers; on one path it fails with a message that holds the patient. */
    private static final class Silent extends HttpServlet {

        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            if (request.getRequestURI().endsWith("fails")) {
                throw new IllegalStateException("about " + CANARY);
            }
            response.setStatus(200);
        }
    }

    private ConfigurableApplicationContext start(StubServer collector, String... more) {
        String[] settings = new String[more.length + 3];
        settings[0] = "--server.port=0";
        settings[1] = "--server.address=127.0.0.1";
        settings[2] = "--management.otlp.tracing.endpoint=http://127.0.0.1:" + collector.port() + "/v1/traces";
        System.arraycopy(more, 0, settings, 3, more.length);
        return new SpringApplicationBuilder(HookServer.class, Spans.class)
                .profiles(HookServer.ALONE)
                .run(settings);
    }

    private StubServer collector() {
        return new StubServer(exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        });
    }

    private int send(ConfigurableApplicationContext server, String method, String path, String body)
            throws IOException, InterruptedException {
        int port = ((ServletWebServerApplicationContext) server).getWebServer().getPort();
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Content-Type", "application/json")
                                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                                .header("tracestate", "vendor=" + CANARY)
                                .header("baggage", "patient=" + CANARY)
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private void calls(ConfigurableApplicationContext server) throws IOException, InterruptedException {
        String good = Calls.body(Calls.fullPrefetch());
        assertThat(send(server, "POST", VIEW + "?q=" + CANARY, good)).isEqualTo(200);
        String failing = good.replace("\"" + Calls.PATIENT + "\"", "\"" + HookServer.FAILING + "\"")
                .replace("Patient/" + Calls.PATIENT, "Patient/" + HookServer.FAILING);
        assertThat(send(server, "POST", VIEW, failing)).isEqualTo(500);
        assertThat(send(server, "POST", "/cds-services/" + CANARY, good)).isEqualTo(404);
        assertThat(send(server, "GET", "/fhir/Patient/" + CANARY, "")).isEqualTo(200);
        assertThat(send(server, "GET", "/fhir/" + CANARY + "/fails", "")).isEqualTo(500);
        var flushed = server.getBean(SdkTracerProvider.class).forceFlush().join(10, TimeUnit.SECONDS);
        assertThat(flushed.isSuccess()).isTrue();
    }

    @Test
    void arriveBareWhereTheyAreSwitchedOn() throws Exception {
        try (StubServer collector = collector();
                ConfigurableApplicationContext server = start(
                        collector,
                        "--management.tracing.enabled=true",
                        "--management.tracing.sampling.probability=1.0")) {
            calls(server);
        }

        String all = String.join("", received);
        assertThat(received).isNotEmpty();
        assertThat(all)
                .contains("http post /cds-services/{id}", "http get", "IllegalStateException")
                .contains(new String(java.util.HexFormat.of().parseHex(TRACE), StandardCharsets.ISO_8859_1))
                .doesNotContain(CANARY, "SECRET", HookServer.FAILING + "\"", "http.url", "Patient/");
    }

    @Test
    void nothingIsSentWhereTheyAreNot() throws Exception {
        try (StubServer collector = collector();
                ConfigurableApplicationContext server =
                        start(collector, "--management.tracing.sampling.probability=1.0")) {
            calls(server);

            assertThat(collector.seen()).isEmpty();
        }
        assertThat(received).isEmpty();
    }
}
