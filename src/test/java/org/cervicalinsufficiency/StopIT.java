package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.cervicalinsufficiency.replicas.ServerProcess;
import org.cervicalinsufficiency.vignettes.HookRequests;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.junit.jupiter.api.Test;

/**
 * A server of its own that is told to stop while calls come in: it says that it is not ready, goes on answering for the
 * pause, and no call is lost that a balancer would still have sent (FM11). After the pause it finishes what has begun,
 * and tells those whose connections are still open when to try again (E10).
 */
class StopIT {

    private static final String START = "cervical-insufficiency-encounter-start";
    private static final Duration PAUSE = Duration.ofSeconds(7);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private static ServerProcess start() {
        return ServerProcess.serve(Map.of(
                "screening.sample-data", "false",
                "screening.today", "2026-06-15",
                "server.tomcat.connection-timeout", "60s",
                "screening.limits.body-time", "60s",
                "screening.shutdown.pause", PAUSE.toSeconds() + "s"));
    }

    /** A connection of a client that keeps it. */
    private static final class Kept implements AutoCloseable {

        private final Socket socket;

        Kept(ServerProcess server) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.setSoTimeout(30_000);
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        /** A call without body, and the head of its answer; the connection stays. */
        String looks() throws IOException {
            send("HEAD /cds-services HTTP/1.1\r\nHost: localhost\r\n\r\n");
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = socket.getInputStream().read();
                assertThat(next).as(head.toString()).isNotNegative();
                head.append((char) next);
            }
            return head.toString();
        }

        /** Everything until the server closes the connection. */
        String rest() throws IOException {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private int call(ServerProcess server, String body) {
        try {
            return client.send(
                            HttpRequest.newBuilder(server.address("/cds-services/" + START))
                                    .header("Content-Type", "application/json")
                                    .timeout(Duration.ofSeconds(10))
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException failed) {
            return 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static void awaitStatus(ServerProcess server, int wanted, Duration most) throws Exception {
        long end = System.nanoTime() + most.toNanos();
        while (server.status("/readyz") != wanted) {
            assertThat(System.nanoTime()).as(server.log()).isLessThan(end);
            Thread.sleep(50);
        }
    }

    /** Until nobody is let in who is not there yet. */
    private static void awaitClosed(ServerProcess server) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                assertThat(stranger.isConnected()).isTrue();
                Thread.sleep(50);
            } catch (ConnectException refused) {
                return;
            }
        }
        throw new AssertionError("The server still takes connections:\n" + server.log());
    }

    @Test
    void answersEveryCallThatABalancerStillSends() throws Exception {
        String body = HookRequests.prefetchCall(START, Vignettes.named("v15"));
        ExecutorService callers = Executors.newFixedThreadPool(4);
        AtomicBoolean sending = new AtomicBoolean(true);
        AtomicInteger sent = new AtomicInteger();
        Queue<Integer> failed = new ConcurrentLinkedQueue<>();
        try (ServerProcess server = start()) {
            server.awaitReady("/readyz", Duration.ofMinutes(4));
            server.awaitReady("/readyz/fhir", Duration.ofMinutes(1));
            for (int caller = 0; caller < 4; caller++) {
                callers.execute(() -> {
                    while (sending.get()) {
                        int status = call(server, body);
                        sent.incrementAndGet();
                        if (status != 200) {
                            failed.add(status);
                        }
                    }
                });
            }
            Thread.sleep(1000);
            try (Kept late = new Kept(server);
                    Kept begun = new Kept(server)) {
                assertThat(late.looks()).startsWith("HTTP/1.1 200");
                long told = System.nanoTime();
                server.process().destroy();
                awaitStatus(server, 503, Duration.ofSeconds(2));
                assertThat(server.status("/readyz/fhir")).isEqualTo(503);
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                begun.send("POST /cds-services/" + START + " HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + bytes.length
                        + "\r\nConnection: close\r\n\r\n{");
                // A balancer that looks every two seconds needs so long to notice.
                Thread.sleep(2000);
                assertThat(call(server, body)).as("a call in the pause").isEqualTo(200);
                assertThat(late.looks()).as("in the pause").startsWith("HTTP/1.1 200");
                sending.set(false);
                awaitClosed(server);
                assertThat(Duration.ofNanos(System.nanoTime() - told)).isGreaterThanOrEqualTo(PAUSE);
                finishesAndSaysFarewell(late, begun, body);
            }
            assertThat(server.awaitEnd(Duration.ofSeconds(40)))
                    .as("closed in order")
                    .isZero();
        } finally {
            sending.set(false);
            callers.shutdown();
        }
        assertThat(callers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(sent.get()).isGreaterThan(20);
        assertThat(failed).isEmpty();
    }

    /** One call is under way when the pause ends; another comes after it over a connection of before. */
    private static void finishesAndSaysFarewell(Kept late, Kept begun, String body) throws Exception {
        late.send("GET /cds-services HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(late.rest())
                .startsWith("HTTP/1.1 503")
                .contains("Retry-After: 1\r\n", "Connection: close\r\n", "\"transient\"")
                .doesNotContain("\"services\"");
        begun.send(body.substring(1));
        assertThat(begun.rest()).startsWith("HTTP/1.1 200").contains("\"cards\"");
    }
}
