package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.cervicalinsufficiency.vignettes.HookRequests;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What a hook call with complete prefetch may cost: no connection to anywhere, and one SQL statement for the forms stored
 * here and for what was done with earlier cards (ADR 0014). In production the replay check is the second one.
 */
@ServerTest
class HookBudgetIT {

    /** Longer than the pause between two looks at a database. */
    private static final long QUIET_MILLIS = 2_500;

    private static final String SERVICE = "cervical-insufficiency-encounter-start";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FhirHttp http;
    private final SqlCounter sql;

    @Autowired
    HookBudgetIT(FhirHttp http, SqlCounter sql) {
        this.http = http;
        this.sql = sql;
    }

    @Test
    void runsOneStatement() throws Exception {
        String call = HookRequests.prefetchCall(SERVICE, Vignettes.named("v02"));

        assertThat(sql.during(() -> post(call)))
                .singleElement()
                .asString()
                .contains("FROM SCREENING_FORM", "FROM SCREENING_CARD")
                .doesNotContain("HFJ_");
        assertThat(sql.during(() -> http.get("Patient?_id=nobody")))
                .as("the counter sees what the server asks")
                .isNotEmpty();
    }

    @Test
    void opensNoConnectionEvenWhereTheCallNamesAFhirServer() throws Exception {
        try (ServerSocket ehr = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            String call = withFhirServer("http://127.0.0.1:" + ehr.getLocalPort() + "/fhir");

            // Applications of other tests in this process talk to their own databases all the time.
            Set<Integer> others = portsWritten(() -> Thread.sleep(QUIET_MILLIS));
            Set<Integer> written =
                    portsWritten(() -> assertThat(post(call).path("cards")).hasSize(2));
            written.removeAll(others);

            assertThat(written)
                    .as("the server writes to the caller, the caller to the server, nobody to anybody else")
                    .hasSize(2)
                    .contains(port())
                    .doesNotContain(ehr.getLocalPort());
        }
    }

    private static String withFhirServer(String base) throws IOException {
        ObjectNode call = (ObjectNode) JSON.readTree(HookRequests.prefetchCall(SERVICE, Vignettes.named("v02")));
        call.put("fhirServer", base);
        call.putObject("fhirAuthorization")
                .put("access_token", "opaque")
                .put("token_type", "Bearer")
                .put("expires_in", 300)
                .put("scope", "patient/*.read")
                .put("subject", "screening");
        return call.toString();
    }

    private static Set<Integer> portsWritten(ThrowingRunnable act) throws Exception {
        Path file = Files.createTempFile(Path.of("target"), "sockets", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.SocketWrite").withoutThreshold();
            recording.start();
            act.run();
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> writes = RecordingFile.readAllEvents(file);
        return writes.stream().map(event -> event.getInt("port")).collect(java.util.stream.Collectors.toSet());
    }

    @FunctionalInterface
    private interface ThrowingRunnable {
        void run() throws Exception;
    }

    /** A call over a plain socket, so that nothing of the client's own is kept open. */
    private JsonNode post(String call) throws IOException {
        byte[] body = call.getBytes(StandardCharsets.UTF_8);
        String head = "POST /cds-services/" + SERVICE + " HTTP/1.1\r\nHost: 127.0.0.1:" + port()
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length
                + "\r\n\r\n";
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200");
            return JSON.readTree(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
        }
    }

    private int port() {
        return http.address("/").getPort();
    }
}
