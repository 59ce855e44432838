package org.cervicalinsufficiency.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.cervicalinsufficiency.replicas.ServerProcess;

/** A server started as its README says, {@code java -jar}: ours or another one, both in the same way. */
final class JarServer implements AutoCloseable {

    private static final Path OURS =
            Path.of(System.getProperty("bench.jar", "target/cervical-insufficiency-screening-0.1.0.jar"));
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration END = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 50;

    private final Process process;
    private final int port;
    private final Path output;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private JarServer(Process process, int port, Path output) {
        this.process = process;
        this.port = port;
        this.output = output;
    }

    /** The starter of HAPI's JPA server, where {@code -Dbench.starter=} names its war. */
    static Optional<Path> starter() {
        return Optional.ofNullable(System.getProperty("bench.starter")).map(Path::of);
    }

    /** The virtual machine that all are started with: {@code -Dbench.java.home=}, else the one that runs this. */
    static Path java() {
        return Path.of(System.getProperty("bench.java.home", System.getProperty("java.home")), "bin", "java");
    }

    /**
     * Starts ours, from the jar of this build ({@code -Dbench.jar=} for another).
     *
     * @param options of the virtual machine
     * @param data its folder
     */
    static JarServer ours(List<String> options, Path data) {
        return ours(OURS, options, data);
    }

    /** @param jar ours, also one that was taken apart */
    static JarServer ours(Path jar, List<String> options, Path data) {
        return start(
                "ours",
                jar,
                options,
                Map.of(
                        "screening.data-directory",
                        data.toString(),
                        "screening.today",
                        "2026-06-15",
                        "management.server.port",
                        String.valueOf(ServerProcess.freePort())));
    }

    /**
     * Starts the starter with its own settings but for three: clinical reasoning and CDS Hooks are switched on, and the
     * database lies in a file, as ours does.
     */
    static JarServer starter(Path war, List<String> options, Path data) {
        return start(
                "starter",
                war,
                options,
                Map.of(
                        "hapi.fhir.cr.enabled",
                        "true",
                        "hapi.fhir.cdshooks.enabled",
                        "true",
                        "spring.datasource.url",
                        "jdbc:h2:file:" + data.resolve("h2")));
    }

    private static JarServer start(String name, Path jar, List<String> options, Map<String, String> settings) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is not there: name the file that java -jar can start.");
        }
        int port = ServerProcess.freePort();
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("server.address", "127.0.0.1");
        all.put("server.port", String.valueOf(port));
        List<String> command = new ArrayList<>(List.of(java().toString()));
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        all.forEach((key, value) -> command.add("--" + key + "=" + value));
        try {
            Path output = Files.createDirectories(Report.FOLDER).resolve(name + ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new JarServer(process, port, output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    Process process() {
        return process;
    }

    /**
     * Waits until each of the paths has answered 200 once.
     *
     * @return seconds since its begin
     */
    double awaitReady(long begin, String... paths) {
        for (String path : paths) {
            while (!answers(path)) {
                if (!process.isAlive() || System.nanoTime() - begin > START.toNanos()) {
                    throw new IllegalStateException(path + " was never ready; see " + output);
                }
                pause();
            }
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private boolean answers(String path) {
        try {
            return client.send(
                                    HttpRequest.newBuilder(address(path))
                                            .timeout(Duration.ofSeconds(30))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException nobody) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The benchmark was stopped.", stopped);
        }
    }

    /** Waits until its discovery names a service: the starter offers a plan some time after it was stored. */
    void awaitService(String id) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpRequest discovery = HttpRequest.newBuilder(address("/cds-services")).build();
        while (!client.send(discovery, HttpResponse.BodyHandlers.ofString())
                .body()
                .contains('"' + id + '"')) {
            if (System.nanoTime() - begin > START.toNanos()) {
                throw new IllegalStateException("/cds-services does not offer " + id + "; see " + output);
            }
            pause();
        }
    }

    /** Sends JSON that is to be stored at a path. */
    void put(String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(address(path))
                        .header("Content-Type", "application/fhir+json")
                        .PUT(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    /** What it has used of the processor so far, in seconds; looked at from outside, nothing is loaded into it. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    /** The memory that it has in use, in MiB; looked at from outside. */
    long residentMiB() {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                            .findFirst()
                            .orElseThrow()
                    >> 10;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The benchmark was stopped.", stopped);
        }
    }

    /** Asks it to end, and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
