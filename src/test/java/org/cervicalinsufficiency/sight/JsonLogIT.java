package org.cervicalinsufficiency.sight;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.vignettes.HookRequests;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.io.ClassPathResource;

/** What {@code production} writes: each line one JSON object, tied to its call, with nothing of the patient. */
@ServerTest
class JsonLogIT {

    private static final String START = "cervical-insufficiency-encounter-start";
    private static final String PATIENT = "patient-of-the-json-log";
    private static final String REFERENCE = "json-log-4711";
    private static final String INSTANCE = "6f9b4c4e-7c0a-4a3e-9a52-0d7a3c1b5e10";
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true);

    private final HttpClient client = HttpClient.newHttpClient();
    private final FhirHttp http;

    @Autowired
    JsonLogIT(FhirHttp http) {
        this.http = http;
    }

    @Test
    void isOnInProduction() throws IOException {
        Object format = new YamlPropertySourceLoader()
                .load("production", new ClassPathResource("application-production.yml"))
                .get(0)
                .getProperty("logging.structured.format.console");

        assertThat(format).isEqualTo("ecs");
    }

    @Test
    void everyLineOfACallIsJsonAndCarriesItsNumbers() throws Exception {
        List<JsonNode> lines = linesOf(() -> {
            assertThat(send(call(), REFERENCE).statusCode()).isEqualTo(200);
            HttpResponse<String> refused = send(call().put("hook", "no-such-hook"), REFERENCE + "-refused");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.headers().firstValue("X-Correlation-Id")).contains(REFERENCE + "-refused");
        });

        List<JsonNode> ours = of(lines, REFERENCE);
        assertThat(ours).hasSizeGreaterThanOrEqualTo(2).allSatisfy(line -> {
            assertThat(line.at("/cds/instance").asText()).isEqualTo(INSTANCE);
            assertThat(line.at("/cds/service").asText()).isEqualTo(START);
            assertThat(line.at("/cds/hook").asText()).isEqualTo("encounter-start");
            assertThat(line.at("/cds/client").asText()).isEqualTo("anybody");
            assertThat(line.at("/log/level").asText()).isEqualTo("INFO");
        });
        assertThat(ours)
                .extracting(line -> line.path("message").asText().split(":")[0])
                .contains("ehr not asked", "hook call answered");
        assertThat(of(lines, REFERENCE + "-refused")).isNotEmpty();
        assertThat(lines).noneMatch(line -> line.toString().contains(PATIENT));
    }

    @Test
    void aNumberThatIsNoneIsReplaced() throws Exception {
        List<String> given = new ArrayList<>();
        List<JsonNode> lines = linesOf(() -> given.add(send(call(), "{\"injected\": \"" + PATIENT + "\"}")
                .headers()
                .firstValue("X-Correlation-Id")
                .orElse("")));

        assertThat(given).singleElement().asString().matches("[0-9a-f-]{36}");
        assertThat(of(lines, given.get(0))).isNotEmpty();
        assertThat(lines).noneMatch(line -> line.toString().contains("injected"));
    }

    private static List<JsonNode> of(List<JsonNode> lines, String reference) {
        return lines.stream()
                .filter(line -> line.path("correlationId").asText().equals(reference))
                .toList();
    }

    /** A call that brings a token, and names a server that is not registered: so somebody else logs a line about it. */
    private static ObjectNode call() throws IOException {
        String call = HookRequests.prefetchCall(START, Vignettes.named("v15"));
        String patient = JSON.readTree(call).at("/context/patientId").asText();
        ObjectNode node = (ObjectNode) JSON.readTree(call.replace("Patient/" + patient, "Patient/" + PATIENT)
                .replace("\"" + patient + "\"", "\"" + PATIENT + "\""));
        node.put("hookInstance", INSTANCE);
        node.withObject("/prefetch").remove("procedures");
        node.put("fhirServer", "https://elsewhere.example/" + PATIENT);
        node.putObject("fhirAuthorization")
                .put("access_token", "opaque")
                .put("token_type", "Bearer")
                .put("expires_in", 300)
                .put("scope", "patient/*.read")
                .put("subject", "json-log");
        return node;
    }

    private HttpResponse<String> send(ObjectNode body, String reference) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(http.address("/cds-services/" + START))
                        .header("Content-Type", "application/json")
                        .header("X-Correlation-Id", reference)
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** What happens. */
    @FunctionalInterface
    private interface Happening {
        void happen() throws Exception;
    }

    private static List<JsonNode> linesOf(Happening happening) throws Exception {
        LoggerContext logs = (LoggerContext) LoggerFactory.getILoggerFactory();
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(logs);
        encoder.setFormat("ecs");
        encoder.start();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(logs);
        appender.setEncoder(encoder);
        appender.setOutputStream(bytes);
        appender.start();
        Logger root = logs.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger calls = logs.getLogger("org.cervicalinsufficiency.cdshooks.calls");
        Level before = calls.getLevel();
        calls.setLevel(Level.INFO);
        root.addAppender(appender);
        try {
            happening.happen();
        } finally {
            root.detachAppender(appender);
            calls.setLevel(before);
            appender.stop();
        }
        List<JsonNode> lines = new ArrayList<>();
        for (String line : bytes.toString(StandardCharsets.UTF_8).split("\n")) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
