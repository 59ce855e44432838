package org.cervicalinsufficiency.cdshooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.cervicalinsufficiency.cdshooks.Calls;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.ActiveProfiles;

/** Statements of CDS Hooks about HTTP that real clients test in their own way: headers, charsets, methods, repetitions. */
@SpringBootTest(
        classes = HookServer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "screening.hooks.max-body-bytes=65536",
            "screening.hooks.allowed-origins=https://ehr.example,http://localhost:4300"
        })
@ActiveProfiles(HookServer.ALONE)
@ExtendWith(OutputCaptureExtension.class)
class WireHabitsIT extends HookHttp {

    private static final String VIEW = "/cds-services/cervical-insufficiency-patient-view";
    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeEach
    void logCalls() {
        HookServer.logsCalls();
    }

    @Test
    void ac10HoldsNothingEmptyBeforeAndAfterACall() throws Exception {
        String before = send("GET", "/cds-services", (String) null).body();
        assertThat(post(VIEW, full()).statusCode()).isEqualTo(200);
        String after = send("GET", "/cds-services", (String) null).body();

        assertThat(after).isEqualTo(before).doesNotContain("null", "\"\"", "[]", "{}", "\uFEFF");
        assertThat(before.replaceAll("\\s", "")).doesNotContain("[]", "{}");
    }

    @Test
    void d12AnswersOnlyUnderItsOwnPath() throws Exception {
        for (String path : List.of("/cds-services/x/y", VIEW + "/", VIEW.toUpperCase(java.util.Locale.ROOT))) {
            assertThat(post(path, full()).statusCode()).as(path).isIn(404, 405);
        }
    }

    @ParameterizedTest(name = "G6 answers Accept {0} with JSON")
    @ValueSource(strings = {"text/html", "application/json+fhir", "image/png", "text/json", "nonsense", "*/*;q=0", ""})
    void g6AnswersJsonWhateverIsAccepted(String accept) throws Exception {
        List<HttpResponse<String>> answers = List.of(
                send("GET", "/cds-services", (String) null, "Accept", accept),
                post(VIEW, full(), "Accept", accept),
                post(VIEW, "{}", "Accept", accept),
                post("/cds-services/nope", "{}", "Accept", accept),
                send("DELETE", VIEW, (String) null, "Accept", accept));

        assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(200, 200, 400, 404, 405);
        for (HttpResponse<String> answer : answers) {
            assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json");
            assertThat(answer.body()).startsWith("{");
        }
    }

    @ParameterizedTest(name = "G7 refuses the charset {0}")
    @ValueSource(strings = {"utf-16", "iso-8859-1", "us-ascii", "nonsense"})
    void g7RefusesOtherCharsets(String charset) throws Exception {
        assertOutcome(
                send("POST", VIEW, full(), "Content-Type", "application/json; charset=" + charset),
                415,
                "not-supported");
    }

    @Test
    void g7TakesTheWholeOfUnicode() throws Exception {
        HttpResponse<String> answer = post(VIEW, full().replace("Practitioner/1", "Practitioner/\uD83D\uDE00\u00E9"));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void r1EachMethodThatIsAllowedIsNamed() throws Exception {
        assertThat(send("PUT", VIEW, full()).headers().allValues("Allow")).containsExactly("POST, OPTIONS");
        assertThat(send("OPTIONS", VIEW, (String) null).headers().allValues("Allow"))
                .containsExactly("POST, OPTIONS");
        assertThat(send("POST", "/cds-services", full()).headers().allValues("Allow"))
                .containsExactly("GET, HEAD, OPTIONS");
    }

    @Test
    void r11TheServiceThenTheTypeThenTheBodyAreAskedFor() throws Exception {
        assertThat(send("POST", "/cds-services/nope", "x", "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("POST", VIEW, "x", "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
        assertThat(detail(post(VIEW, "x"))).isEqualTo("cds-json-invalid");
        assertThat(detail(post(VIEW, full().replace("\"hook\"", "\"x\"").replace("\"id\": \"p1\"", "\"id\": \"p2\""))))
                .isEqualTo("cds-field-missing");
        assertThat(detail(post(
                        VIEW, full().replace("\"id\": \"p1\"", "\"id\": \"p2\"").replace("\"conditions\"", "\"x\""))))
                .isEqualTo("cds-patient-mismatch");
    }

    @Test
    void r3ARepeatedHookInstanceIsNoError(CapturedOutput output) throws Exception {
        String body = full().replace("d1577c69-dfbe-44ad-ba6d-3e05e953b2ea", "again and again");

        assertThat(post(VIEW, body).statusCode()).isEqualTo(200);
        assertThat(post(VIEW, body).statusCode()).isEqualTo(200);
        assertThat(output)
                .contains("defects=[hookInstance_is_no_uuid]", "hookInstance=not-a-uuid")
                .doesNotContain("again and again");
    }

    @Test
    void ep7ATriggerIsLoggedAsOneOfAFewValues(CapturedOutput output) throws Exception {
        for (String trigger : List.of("18", "canary-4712")) {
            String extension = "\"extension\": {\"com.epic.cdshooks.request.bpa-trigger-action\": \"" + trigger
                    + "\", \"com.epic.cdshooks.request.criteria-id\": \"canary-4712\"}, \"hook\"";
            assertThat(post(VIEW, full().replace("\"hook\"", extension)).statusCode())
                    .isEqualTo(200);
        }

        assertThat(output).contains("trigger=18 ", "trigger=other ").doesNotContain("canary-4712");
    }

    @Test
    void o3NamesTheCallersOrigin() throws Exception {
        for (String origin : List.of("https://ehr.example", "http://localhost:4300")) {
            assertThat(post(VIEW, full(), "Origin", origin).headers().allValues("Access-Control-Allow-Origin"))
                    .containsExactly(origin);
            HttpResponse<String> discovery = send("GET", "/cds-services", (String) null, "Origin", origin);
            assertThat(discovery.headers().allValues("Access-Control-Allow-Origin"))
                    .containsExactly(origin);
            assertThat(discovery.headers().map()).doesNotContainKey("access-control-allow-credentials");
        }
    }

    @Test
    void o5WithoutAnOriginNothingChanges() throws Exception {
        HttpResponse<String> answer = post(VIEW, full());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    private static String full() {
        return Calls.body(Calls.fullPrefetch());
    }

    private static void assertOutcome(HttpResponse<String> answer, int status, String code) throws IOException {
        JsonNode outcome = JSON.readTree(answer.body());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("X-Correlation-Id")).isPresent();
        assertThat(outcome.path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(outcome.at("/issue/0/code").asText()).isEqualTo(code);
    }

    private static String detail(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body()).at("/issue/0/details/coding/0/code").asText();
    }
}
