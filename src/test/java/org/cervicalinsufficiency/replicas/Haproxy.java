package org.cervicalinsufficiency.replicas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The proxy of the production example before replicas of a test, with its configuration as it stands there but for three
 * things: the address it listens on, the file of its certificate, and the replicas, which are named one by one instead of
 * being looked up. Calls go to it by HTTP/2 and HTTP/1.1 in turn.
 */
public final class Haproxy implements Endpoint, AutoCloseable {

    private static final Path SHIPPED = Path.of("docker/production/haproxy.cfg");
    private static final String BIND = "bind :8443 ssl crt /run/secrets/screening.pem";
    private static final String REPLICAS =
            "    server-template screening 1-4 screening:8080 resolvers containers init-addr none";

    private final Process process;
    private final int port;
    private final Path folder;
    private final List<HttpClient> clients;
    private final AtomicInteger turn = new AtomicInteger();

    private Haproxy(Process process, int port, Path folder, List<HttpClient> clients) {
        this.process = process;
        this.port = port;
        this.folder = folder;
        this.clients = clients;
    }

    /** Whether the program is on this machine (Debian's package haproxy). */
    public static boolean isInstalled() {
        try {
            Process version = new ProcessBuilder("haproxy", "-v")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return version.waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * What it says about the configuration, with these replicas.
     *
     * @return nothing but blanks if all is well
     */
    public static String complaints(List<Integer> replicas) {
        try {
            Path folder = newFolder();
            Path configuration = configure(folder, ServerProcess.freePort(), TestCertificate.make(folder), replicas);
            Path said = folder.resolve("said");
            Process check = new ProcessBuilder("haproxy", "-q", "-c", "-f", configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            int code = check.waitFor();
            return Files.readString(said) + (code == 0 ? "" : "exit code " + code);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was stopped.", stopped);
        }
    }

    /** Starts it before replicas at these ports, whether they run or not. */
    public static Haproxy before(List<Integer> replicas) {
        try {
            Path folder = newFolder();
            int port = ServerProcess.freePort();
            TestCertificate certificate = TestCertificate.make(folder);
            Path configuration = configure(folder, port, certificate, replicas);
            Process process = new ProcessBuilder("haproxy", "-db", "-f", configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("haproxy.log").toFile())
                    .start();
            Haproxy proxy = new Haproxy(
                    process,
                    port,
                    folder,
                    List.of(
                            client(certificate, HttpClient.Version.HTTP_2),
                            client(certificate, HttpClient.Version.HTTP_1_1)));
            proxy.awaitListening();
            return proxy;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path newFolder() throws IOException {
        return Files.createDirectories(
                Path.of("target/it/proxy", UUID.randomUUID().toString()).toAbsolutePath());
    }

    private static HttpClient client(TestCertificate certificate, HttpClient.Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(certificate.trusting())
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    private static Path configure(Path folder, int port, TestCertificate certificate, List<Integer> replicas)
            throws IOException {
        Path pem = Files.writeString(folder.resolve("screening.pem"), certificate.pem());
        String servers = IntStream.range(0, replicas.size())
                .mapToObj(i -> "    server screening" + (i + 1) + " 127.0.0.1:" + replicas.get(i))
                .collect(Collectors.joining("\n"));
        String shipped = Files.readString(SHIPPED);
        for (String replaced : List.of(BIND, REPLICAS)) {
            if (!shipped.contains(replaced)) {
                throw new IllegalStateException(SHIPPED + " has no more \"" + replaced.trim() + "\".");
            }
        }
        return Files.writeString(
                folder.resolve("haproxy.cfg"),
                shipped.replace(BIND, "bind 127.0.0.1:" + port + " ssl crt " + pem)
                        .replace(REPLICAS, servers));
    }

    private void awaitListening() {
        for (int i = 0; i < 100 && process.isAlive(); i++) {
            try (Socket open = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException notYet) {
                pause();
            }
        }
        throw new IllegalStateException("HAProxy does not listen:\n" + log());
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was stopped.", stopped);
        }
    }

    /** Everything it has said, for example which replica is down. */
    public String log() {
        try {
            return Files.readString(folder.resolve("haproxy.log"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public URI address(String path) {
        return URI.create("https://127.0.0.1:" + port + path);
    }

    @Override
    public HttpResponse<String> send(HttpRequest.Builder request) {
        HttpClient client = clients.get(Math.floorMod(turn.getAndIncrement(), clients.size()));
        return Endpoint.send(client, request);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
