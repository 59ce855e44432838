package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.cervicalinsufficiency.vignettes.HookRequests;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server of its own that is told to stop while calls come in: it says that it is not ready, goes on answering for the
 * pause, and no call is lost that a balancer would still have sent (FM11).
 */
class StopIT {

    private static final String START = "cervical-insufficiency-encounter-start";
    private static final Duration PAUSE = Duration.ofSeconds(4);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    @TempDir
    private Path directory;

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Process start(int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(CervicalInsufficiencyApplication.class.getName());
        command.addAll(List.of(
                "--server.port=" + port,
                "--screening.data-directory=" + directory.resolve("data"),
                "--screening.sample-data=false",
                "--screening.today=2026-06-15",
                "--screening.shutdown.pause=" + PAUSE.toSeconds() + "s"));
        return new ProcessBuilder(command)
                .directory(Path.of("").toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    private int status(int port, String path) {
        try {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notThere) {
            return 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private int call(int port, String body) {
        try {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/cds-services/" + START))
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

    private void awaitStatus(Process server, int port, int wanted, Duration most) throws Exception {
        long end = System.nanoTime() + most.toNanos();
        while (status(port, "/readyz") != wanted) {
            assertThat(System.nanoTime())
                    .as(Files.readString(directory.resolve("log")))
                    .isLessThan(end);
            assertThat(server.isAlive() || wanted != 200)
                    .as(Files.readString(directory.resolve("log")))
                    .isTrue();
            Thread.sleep(50);
        }
    }

    @Test
    void answersEveryCallThatABalancerStillSends() throws Exception {
        int port = freePort();
        String body = HookRequests.prefetchCall(START, Vignettes.named("v15"));
        Process server = start(port);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        AtomicBoolean sending = new AtomicBoolean(true);
        AtomicInteger sent = new AtomicInteger();
        Queue<Integer> failed = new ConcurrentLinkedQueue<>();
        try {
            awaitStatus(server, port, 200, Duration.ofMinutes(4));
            for (int caller = 0; caller < 4; caller++) {
                callers.execute(() -> {
                    while (sending.get()) {
                        int status = call(port, body);
                        sent.incrementAndGet();
                        if (status != 200) {
                            failed.add(status);
                        }
                    }
                });
            }
            Thread.sleep(1000);
            long told = System.nanoTime();
            server.destroy();

            awaitStatus(server, port, 503, Duration.ofSeconds(2));
            // A balancer that looks every two seconds needs so long to notice.
            Thread.sleep(2000);
            assertThat(call(port, body)).as("a call in the pause").isEqualTo(200);
            sending.set(false);
            assertThat(server.waitFor(40, TimeUnit.SECONDS)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - told)).isGreaterThanOrEqualTo(PAUSE);
        } finally {
            sending.set(false);
            callers.shutdown();
            server.destroyForcibly().waitFor();
        }
        assertThat(callers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(sent.get()).isGreaterThan(20);
        assertThat(failed).isEmpty();
        assertThat(server.exitValue()).as("closed in order").isZero();
    }
}
