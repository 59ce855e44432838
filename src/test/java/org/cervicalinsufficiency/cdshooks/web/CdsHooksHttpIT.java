package org.cervicalinsufficiency.cdshooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cervicalinsufficiency.cdshooks.Calls;
import org.cervicalinsufficiency.cdshooks.ServiceCatalog;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.ActiveProfiles;

/** The protocol over a real socket: statuses, headers, error bodies, cross-origin rules. */
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
class CdsHooksHttpIT extends HookHttp {

    private static final String VIEW = "/cds-services/cervical-insufficiency-patient-view";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    private ServiceCatalog catalog;

    @Nested
    class Discovery {

        @Test
        void ac01ListsTheServices() throws Exception {
            HttpResponse<String> answer = send("GET", "/cds-services", (String) null, "Accept", "text/html");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .hasValueSatisfying(value -> assertThat(value).contains("no-cache", "private"));
            assertThat(JSON.readTree(answer.body()).path("services")).hasSize(3);
        }

        @Test
        void publishesTheFilesByteForByte() throws Exception {
            String body = send("GET", "/cds-services", (String) null).body();
            for (JsonNode service : JSON.readTree(body).path("services")) {
                String path = "cds-services/" + service.path("id").asText() + "/service.json";
                try (var file = getClass().getClassLoader().getResourceAsStream(path)) {
                    assertThat(file).isNotNull();
                    assertThat(body).contains(new String(file.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }

        @Test
        void d11AnswersNotModified() throws Exception {
            String tag = send("GET", "/cds-services", (String) null)
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();

            assertThat(tag).isEqualTo(catalog.entityTag()).startsWith("\"");
            assertThat(send("GET", "/cds-services", (String) null, "If-None-Match", tag)
                            .statusCode())
                    .isEqualTo(304);
            assertThat(send("GET", "/cds-services", (String) null, "If-None-Match", "\"x\"")
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void ac11HasSlashHeadAndOptions() throws Exception {
            HttpResponse<String> get = send("GET", "/cds-services", (String) null);
            HttpResponse<String> head = send("HEAD", "/cds-services", (String) null);
            HttpResponse<String> options = send("OPTIONS", "/cds-services", (String) null);

            assertThat(send("GET", "/cds-services/", (String) null).body()).isEqualTo(get.body());
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            for (String header : List.of("ETag", "Content-Type", "Content-Length", "Vary", "Cache-Control")) {
                assertThat(head.headers().allValues(header))
                        .as(header)
                        .isEqualTo(get.headers().allValues(header));
            }
            assertThat(options.statusCode()).isEqualTo(204);
            assertThat(options.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
        }

        @Test
        void ac05EveryServiceIsRoutable() throws Exception {
            for (JsonNode service : JSON.readTree(
                            send("GET", "/cds-services", (String) null).body())
                    .path("services")) {
                HttpResponse<String> answer =
                        post("/cds-services/" + service.path("id").asText(), "{}");
                assertOutcome(answer, 400, "required");
            }
        }
    }

    @Nested
    class Calling {

        @Test
        void answersWithCards() throws Exception {
            HttpResponse<String> answer = post(VIEW, full(), "Accept-Language", "es, en;q=0.5");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            JsonNode body = JSON.readTree(answer.body());
            assertThat(body.at("/cards/0/indicator").asText()).isEqualTo("warning");
            assertThat(body.at("/cards/1/summary").asText()).isEqualTo("Gaps: 3");
            assertThat(body.at("/extension/org.example.languages").asText()).isEqualTo("[es, en]");
        }

        @ParameterizedTest(name = "takes Content-Type {0}")
        @ValueSource(strings = {"application/json", "application/fhir+json", "application/json; charset=UTF-8"})
        void takesJson(String type) throws Exception {
            assertThat(send("POST", VIEW, full(), "Content-Type", type).statusCode())
                    .isEqualTo(200);
        }

        @ParameterizedTest(name = "AC-22 refuses Content-Type {0}")
        @ValueSource(strings = {"text/plain", "application/xml", "application/json; charset=latin1", "x", "text/json"})
        void refusesOtherTypes(String type) throws Exception {
            assertOutcome(send("POST", VIEW, full(), "Content-Type", type), 415, "not-supported");
        }

        @Test
        void ac22RefusesNoTypeAndEncodings() throws Exception {
            assertOutcome(send("POST", VIEW, full()), 415, "not-supported");
            assertOutcome(post(VIEW, full(), "Content-Encoding", "gzip"), 415, "not-supported");
            assertOutcome(
                    post(VIEW, full(), "Content-Encoding", "identity", "Content-Encoding", "gzip"),
                    415,
                    "not-supported");
            assertOutcome(post(VIEW, full(), "Content-Type", "text/plain"), 415, "not-supported");
        }

        @ParameterizedTest(name = "AC-21 refuses {0}")
        @ValueSource(strings = {"", "{", "[]", "\"x\"", "{}x"})
        void refusesWhatIsNoObject(String body) throws Exception {
            assertOutcome(post(VIEW, body), 400, "structure");
        }

        @ParameterizedTest(name = "{0} without {1} names {2}")
        @CsvSource({
            "AC-13,hook,hook",
            "AC-14,hookInstance,hookInstance",
            "AC-15,context,context",
            "AC-16,patientId,context.patientId",
            "AC-17,userId,context.userId"
        })
        void namesTheMissingMember(String id, String member, String path) throws Exception {
            HttpResponse<String> answer = post(VIEW, full().replace("\"" + member + "\":", "\"other\":"));

            assertOutcome(answer, 400, "required");
            assertThat(JSON.readTree(answer.body()).at("/issue/0/expression/0").asText())
                    .isEqualTo(path);
        }

        @Test
        void ac18RefusesAnotherHook() throws Exception {
            HttpResponse<String> answer = post(VIEW, full().replace("patient-view", "order-sign"));

            assertOutcome(answer, 400, "value");
            assertThat(detail(answer)).isEqualTo("cds-hook-mismatch");
        }

        @Test
        void ac19RefusesAnAuthorizationWithoutServer() throws Exception {
            assertOutcome(
                    post(VIEW, full().replace("\"hook\"", "\"fhirAuthorization\": {}, \"hook\"")), 400, "required");
        }

        @ParameterizedTest(name = "AC-28 without {0}")
        @ValueSource(strings = {"patient", "conditions", "observations"})
        void needsEachEssentialKey(String key) throws Exception {
            ObjectNode given = (ObjectNode) JSON.readTree(Calls.fullPrefetch());
            given.remove(key);
            String prefetch = given.toString();
            for (String server : List.of("", "\"fhirServer\": \"https://ehr.example/r4\", ")) {
                HttpResponse<String> answer = post(VIEW, Calls.body(prefetch).replace("\"hook\"", server + "\"hook\""));
                assertOutcome(answer, 412, "processing");
                assertThat(detail(answer)).isEqualTo("cds-data-unavailable");
                assertThat(JSON.readTree(answer.body())
                                .at("/issue/0/diagnostics")
                                .asText())
                        .contains(": " + key + ".");
            }
        }

        @Test
        void ac37RefusesOlderFhir() throws Exception {
            String older = "{\"resourceType\": \"Condition\", \"clinicalStatus\": \"active\"}";
            String body = full().replace("\"conditions\": null", "\"conditions\": " + older);

            assertThat(detail(post(VIEW, body))).isEqualTo("cds-fhir-version");
            assertThat(
                            detail(
                                    post(
                                            VIEW,
                                            full().replace(
                                                            "\"hook\"",
                                                            "\"extension\": {\"com.epic.cdshooks.request.fhir-version\": \"DSTU2\"}, \"hook\""))))
                    .isEqualTo("cds-fhir-version");
        }

        @Test
        void k14RefusesAnotherPatient() throws Exception {
            HttpResponse<String> answer = post(VIEW, full().replace("\"id\": \"p1\"", "\"id\": \"intruder\""));

            assertOutcome(answer, 400, "invariant");
            assertThat(answer.body()).doesNotContain("intruder");
        }
    }

    @Nested
    class Refusing {

        @ParameterizedTest(name = "{0} {1} → {2}")
        @CsvSource({
            "POST,/cds-services/nope,404",
            "GET,/cds-services/nope,404",
            "OPTIONS,/cds-services/nope,404",
            "POST,/cds-services/nope/feedback,404",
            "GET,/cds-services/cervical-insufficiency-patient-view,405",
            "DELETE,/cds-services/cervical-insufficiency-patient-view,405",
            "POST,/cds-services,405",
            "PUT,/cds-services/,405"
        })
        void answersWithAnOutcome(String method, String path, int status) throws Exception {
            HttpResponse<String> answer = send(method, path, "{}", "Content-Type", "application/json");

            assertOutcome(answer, status, status == 404 ? "not-found" : "not-supported");
            assertThat(answer.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
        }

        @Test
        void ac26RefusesALargeBodyAnnouncedOrNot() throws Exception {
            String large = full().replace("\"hook\"", "\"x\": \"" + "y".repeat(65536) + "\", \"hook\"");
            byte[] bytes = large.getBytes(StandardCharsets.UTF_8);
            BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes));

            assertOutcome(post(VIEW, large), 413, "too-long");
            assertOutcome(send("POST", VIEW, chunked, "Content-Type", "application/json"), 413, "too-long");
        }

        @ParameterizedTest(name = "a defect at {0} is 500 with a reference only")
        @ValueSource(strings = {HookServer.BROKEN, HookServer.FAILING})
        void hidesDefects(String patient, CapturedOutput output) throws Exception {
            HttpResponse<String> answer = post(
                    VIEW, full().replace("\"p1\"", "\"" + patient + "\""), "X-Correlation-Id", "ref-77-" + patient);

            assertOutcome(answer, 500, "exception");
            assertThat(detail(answer)).isEqualTo("cds-internal");
            assertThat(answer.body()).contains("ref-77-" + patient).doesNotContain("SECRET", "Exception", "summary");
            assertThat(output).contains("reference=ref-77-" + patient).doesNotContain("SECRET", "xxxx");
        }

        @Test
        void logsCountsAndNoPatient(CapturedOutput output) throws Exception {
            HookServer.logsCalls();
            assertThat(post(VIEW, full().replace("\"p1\"", "\"canary-4711\"")).statusCode())
                    .isEqualTo(200);

            assertThat(output)
                    .contains("hookInstance=d1577c69-dfbe-44ad-ba6d-3e05e953b2ea cards=1 resources=1 gaps=3 dropped=0")
                    .doesNotContain("canary-4711", "Practitioner/1");
        }

        @Test
        void v11MakesAReferenceWhereTheClientsIsNotHarmless() throws Exception {
            HttpResponse<String> answer = post(VIEW, full(), "X-Correlation-Id", "a b");

            assertThat(answer.headers().firstValue("X-Correlation-Id"))
                    .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f-]{36}"));
        }
    }

    @Nested
    class CrossOrigin {

        @ParameterizedTest(name = "AC-55 preflight of {0}")
        @ValueSource(strings = {"/cds-services", VIEW, VIEW + "/feedback"})
        void answersThePreflightOfAListedOrigin(String path) throws Exception {
            HttpResponse<String> answer = preflight(path, "http://localhost:4300");

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("http://localhost:4300");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
                    .contains("GET, POST");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
                    .contains("authorization, content-type, accept");
            assertThat(answer.headers().allValues("Vary")).contains("Origin");
            assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-credentials");
        }

        @Test
        void o4GivesAnUnlistedOriginNoHeader() throws Exception {
            for (String origin : List.of("https://elsewhere.example", "null", "https://ehr.example.evil")) {
                assertThat(preflight(VIEW, origin).headers().map()).doesNotContainKey("access-control-allow-origin");
                assertThat(post(VIEW, full(), "Origin", origin).headers().map())
                        .doesNotContainKey("access-control-allow-origin");
            }
        }

        @Test
        void o2StandsOnErrorsToo() throws Exception {
            for (String body : List.of(full(), "{}", Calls.body("null"))) {
                HttpResponse<String> answer = post(VIEW, body, "Origin", "https://ehr.example");
                assertThat(answer.headers().allValues("Access-Control-Allow-Origin"))
                        .containsExactly("https://ehr.example");
                assertThat(answer.headers().allValues("Vary")).contains("Origin");
            }
        }
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

    private HttpResponse<String> preflight(String path, String origin) throws Exception {
        return send(
                "OPTIONS",
                path,
                (String) null,
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization, content-type");
    }
}
