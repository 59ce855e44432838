package org.cervicalinsufficiency.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Requests that no part of the application answers: an OperationOutcome, never a page of Tomcat's or Spring's. */
@ServerTest
class ErrorAnswersIT {

    private static final String SERVICE = "/cds-services/cervical-insufficiency-patient-view";

    private static final String HTML =
            " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html,application/xhtml+xml;q=0.9\r\n"
                    + "Accept-Language: en\r\nConnection: close\r\n\r\n";

    private final FhirHttp http;

    @Autowired
    ErrorAnswersIT(FhirHttp http) {
        this.http = http;
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/nothing-here,404",
        "GET,/error,404",
        "POST,/error,404",
        "GET,/cds-services/a%2fb,400",
        "GET,/cds-services/a%00b,400",
        "GET,/fhir/Patient/a%2fb,400",
        "GET,/%00,400",
        "GET,/a;b=c/%2e%2e/WEB-INF/web.xml,404",
        "POST,/livez,405",
        "BREW,/cds-services,405",
        "GET,/cds-services/a|b,400",
    })
    void isAnsweredWithAnOutcome(String method, String path, int status) throws IOException {
        String answer = raw(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertOutcome(answer, status);
    }

    /** Tomcat answers this one before any valve, without a body. */
    @Test
    void refusesATrace() throws IOException {
        assertThat(
                        raw(
                                "TRACE /cds-services HTTP/1.1\r\nHost: localhost\r\nX-Secret: canary\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .endsWith("\r\n\r\n")
                .doesNotContainIgnoringCase("canary", "tomcat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cds-services/nothing/here", "/reports/nothing", "/actuator/nothing", "/error"})
    void givesNoPageWhereProgramsCall(String path) throws IOException {
        assertOutcome(raw("GET " + path + HTML), 404);
    }

    @Test
    void givesAPageOfOursToAPerson() throws IOException {
        assertThat(raw("GET /nothing-here?x=%3Cscript%3E" + HTML))
                .startsWith("HTTP/1.1 404")
                .contains("default-src 'none'; script-src 'self'", "There is nothing at this address.")
                .doesNotContainIgnoringCase("tomcat", "whitelabel", "timestamp", "<script", "nothing-here", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"hook\":\"patient-view\",", "not json", "[]", "\"\\", "{\"hook\":\"\\ud800\"}"})
    void saysThatABodyIsNotWhole(String body) throws IOException {
        String head = "POST " + SERVICE + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Connection: close\r\nContent-Length: ";

        assertOutcome(raw(head + body.length() + "\r\n\r\n" + body), 400);
        assertOutcome(raw(head + (body.length() + 100) + "\r\n\r\n" + body), 400);
    }

    @Test
    void saysThatAChunkedBodyIsNotWhole() throws IOException {
        assertOutcome(
                raw("POST " + SERVICE + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"hoo\r\nZZ\r\n"),
                400);
    }

    private static void assertOutcome(String answer, int status) throws IOException {
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer).doesNotContainIgnoringCase("tomcat", "<html", "whitelabel", "\"timestamp\"", "\tat ");
        String body = answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1);
        JsonNode outcome = new ObjectMapper().readTree(body);
        assertThat(outcome.path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(outcome.at("/issue/0/severity").asText()).isEqualTo("error");
        assertThat(outcome.at("/issue/0/code").asText()).isNotBlank();
    }

    /** Sends bytes as they are, then says that there are no more, and reads what comes. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", http.address("/").getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
