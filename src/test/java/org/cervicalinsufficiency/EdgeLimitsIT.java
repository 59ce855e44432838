package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Bodies, addresses and headers that nobody needs, at both interfaces, byte by byte over the wire. */
@ServerTest
class EdgeLimitsIT {

    private static final String HOOK = "/cds-services/cervical-insufficiency-patient-view";
    private static final String FHIR = "/fhir/Patient";
    private static final String ASSESS = "/fhir/QuestionnaireResponse/$assess";
    private static final String FORM = "/forms/cervical-insufficiency-screening/calculated";
    private static final int LIMIT = 4 * 1024 * 1024;
    private static final Duration FAST = Duration.ofSeconds(2);

    private final FhirHttp http;

    @Autowired
    EdgeLimitsIT(FhirHttp http) {
        this.http = http;
    }

    @ParameterizedTest
    @ValueSource(strings = {HOOK, HOOK + "/feedback", FHIR, "/fhir", "/fhir/Questionnaire/$populate"})
    void refusesALargeBody(String path) throws IOException {
        long start = System.nanoTime();
        assertOutcome(post(path, List.of("Content-Length: " + (LIMIT + 1)), new byte[0]), path, 413, "too-long");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(FAST);

        assertOutcome(post(path, List.of("Transfer-Encoding: chunked"), chunks(LIMIT + 1)), path, 413, "too-long");
    }

    @ParameterizedTest
    @ValueSource(strings = {HOOK, FHIR, "/fhir"})
    void refusesACompressedBody(String path) throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
            zip.write(new byte[10 * 1024 * 1024]);
        }
        for (String encoding : List.of("gzip", "deflate", "br", "gzip, identity", "x")) {
            assertOutcome(
                    post(
                            path,
                            List.of("Content-Encoding: " + encoding, "Content-Length: " + bomb.size()),
                            bomb.toByteArray()),
                    path,
                    415,
                    "not-supported");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/fhir+xml", "application/xml", "text/xml", "text/plain", "*/*", "nonsense"})
    void refusesXml(String type) throws IOException {
        String attack = "<?xml version=\"1.0\"?><!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/passwd\">"
                + "<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
                + "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"&x;&b;\"/></Patient>";
        for (String path : List.of(HOOK, FHIR)) {
            String answer = send(path, type, attack);
            assertThat(answer).doesNotContain("root:", "aaaa");
            assertOutcome(answer, path, 415, "not-supported");
        }
        assertOutcome(send(FHIR, "application/fhir+json", attack), FHIR, 400, "structure");
    }

    @Test
    void refusesWhatIsNotStrictJson() throws IOException {
        for (String path : List.of(HOOK, HOOK + "/feedback", FHIR, ASSESS, FORM)) {
            for (String body : List.of(
                    "{\"resourceType\":\"Patient\",\"id\":\"a\",\"id\":\"b\"}",
                    "{'resourceType':'Patient'}",
                    "{\"a\":" + "[".repeat(100_000),
                    "{\"a\":" + "9".repeat(1_000_000) + "}",
                    "{\"a\":\"" + "x".repeat(1024 * 1024 + 1) + "\"}",
                    "{\"a\":1e500000000}",
                    "{\"a\":[-1E-500000000]}",
                    "{\"a\":\"\\udc00\"}")) {
                long start = System.nanoTime();
                boolean large = body.length() > taken(path);
                assertOutcome(
                        send(path, "application/json", body),
                        path,
                        large ? 413 : 400,
                        large ? "too-long" : "structure");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(FAST);
            }
        }
    }

    /** Feedback and the open form page take less than the others, so what is too long there is not even read. */
    private static int taken(String path) {
        if (path.equals(FORM)) {
            return 128 * 1024;
        }
        return path.endsWith("/feedback") ? 1024 * 1024 : LIMIT;
    }

    @Test
    void refusesTooManyEntries() throws IOException {
        String entries = IntStream.range(0, 101)
                .mapToObj(index -> "{\"resource\":{\"resourceType\":\"Patient\"},"
                        + "\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}}")
                .collect(Collectors.joining(","));

        assertOutcome(
                send(
                        "/fhir",
                        "application/fhir+json",
                        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + entries + "]}"),
                "/fhir",
                413,
                "too-long");
    }

    /** A search by POST keeps its parameters: they are part of the body that was read before. */
    @Test
    void stillSearchesByForm() throws IOException {
        String answer = send("/fhir/Patient/_search", "application/x-www-form-urlencoded", "name=nobody-at-all");

        assertThat(answer).startsWith("HTTP/1.1 200").contains("\"searchset\"");
        assertOutcome(send(FHIR, "application/x-www-form-urlencoded", "a=b"), FHIR, 415, "not-supported");
    }

    @ParameterizedTest
    @CsvSource({
        "/fhir//Patient,400",
        "//fhir/metadata,400",
        "/fhir/./metadata,400",
        "/fhir/../cds-services,400",
        "/x/../fhir/metadata,400",
        "/fhir/%2e%2e/cds-services,400",
        "/fhir;v=1/metadata,400",
        "/fhir/Patient;jsessionid=1,400",
        "/cds-services;a=b,400",
        "/cds-services//cervical-insufficiency-patient-view,400",
        "/cds-services/x/..,400",
        "/cds-services/%252e,400",
        "/FHIR/metadata,404",
        "/fhirx/metadata,404",
    })
    void refusesAnOddAddress(String path, int status) throws IOException {
        assertThat(get(path, "")).startsWith("HTTP/1.1 " + status).contains("OperationOutcome");
    }

    @Test
    void refusesLongAddressesAndHeaders() throws IOException {
        assertThat(get("/fhir/Patient?name=" + "x".repeat(9 * 1024), "")).startsWith("HTTP/1.1 414");
        assertThat(get("/cds-services", "X-Long: " + "x".repeat(17 * 1024) + "\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @CsvSource({
        "/cds-services,200",
        "/cds-services/nothing,405",
        "/fhir/metadata,200",
        "/fhir/Patient/nobody,404",
        "/reports/nothing,404",
        "/%00,400"
    })
    void sendsTheSameHeadersWithEveryAnswer(String path, int status) throws IOException {
        String answer = get(path, "Accept: text/html\r\nX-Forwarded-For: 10.9.8.7\r\n");
        String head = answer.substring(0, answer.indexOf("\r\n\r\n"));

        assertThat(head)
                .contains(
                        "X-Content-Type-Options: nosniff",
                        "Referrer-Policy: no-referrer",
                        "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'")
                .doesNotContainIgnoringCase("server:", "x-powered-by", "hapi", "text/html", "strict-transport");
        if (!path.endsWith("nothing")) {
            assertThat(head).startsWith("HTTP/1.1 " + status);
        }
    }

    /** A page has a policy of its own, and the other headers as they all have them. */
    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/", "/demo", "/leaflets/early-signs", "/launch", "/openapi"})
    void sendsThePolicyOfAPage(String path) throws IOException {
        String answer = get(path, "Accept: text/html\r\n");

        assertThat(answer.substring(0, answer.indexOf("\r\n\r\n")))
                .contains(
                        "X-Content-Type-Options: nosniff",
                        "Referrer-Policy: no-referrer",
                        "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; ",
                        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
                .containsOnlyOnce("Content-Security-Policy")
                .doesNotContainIgnoringCase("server:", "x-powered-by", "unsafe", "strict-transport");
    }

    @ParameterizedTest
    @ValueSource(strings = {"html/json", "html", "text/html", "xml"})
    void neverAnswersWithAPage(String format) throws IOException {
        assertThat(get("/fhir/metadata?_format=" + format, "Accept: text/html\r\n"))
                .doesNotContainIgnoringCase("content-type: text/html", "<html");
    }

    @Test
    void takesTheMethodThatIsSent() throws IOException {
        var patient = new org.hl7.fhir.r4.model.Patient();
        patient.setId("method-override");
        assertThat(http.put("Patient/method-override", patient).status()).isIn(200, 201);

        String answer = get("/fhir/Patient/method-override", "X-HTTP-Method-Override: DELETE\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(http.get("Patient/method-override").status()).isEqualTo(200);
    }

    private static void assertOutcome(String answer, String path, int status, String code) {
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        String type = path.startsWith("/fhir") ? "application/fhir+json" : "application/json";
        assertThat(answer.toLowerCase(java.util.Locale.ROOT)).contains("content-type: " + type);
        assertThat(answer).contains("\"resourceType\":\"OperationOutcome\"", "\"code\":\"" + code + "\"");
    }

    private String send(String path, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return raw(
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + type
                        + "\r\nContent-Length: " + bytes.length + "\r\n\r\n",
                bytes);
    }

    private String post(String path, List<String> headers, byte[] body) throws IOException {
        return raw(
                "POST " + path
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                        + String.join("\r\n", headers) + "\r\n\r\n",
                body);
    }

    private String get(String path, String headers) throws IOException {
        return raw(
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n",
                new byte[0]);
    }

    private static byte[] chunks(int size) {
        String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
        return chunk.repeat(size / 0x10000 + 1).getBytes(StandardCharsets.US_ASCII);
    }

    private String raw(String head, byte[] body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", http.address("/").getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
