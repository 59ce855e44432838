package org.cervicalinsufficiency.replicas;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The server as a process of its own: this build's classes on the class path of the tests without their classes, on a free
 * port, with a folder of its own below {@code target/}.
 */
public final class ServerProcess implements Endpoint, AutoCloseable {

    private static final String MAIN = "org.cervicalinsufficiency.CervicalInsufficiencyApplication";
    private static final long POLL_MILLIS = 100;

    /**
     * What a server runs on.
     *
     * @param java the program
     * @param options before the class path
     * @param classPath of the server
     * @param environment beside that of the tests
     */
    public record Jvm(String java, List<String> options, String classPath, Map<String, String> environment) {

        /** One that is told nothing by its environment. */
        public Jvm(String java, List<String> options, String classPath) {
            this(java, options, classPath, Map.of());
        }

        /** The same in another environment. */
        public Jvm in(Map<String, String> other) {
            return new Jvm(java, options, classPath, other);
        }

        /**
         * The one of the tests. The first compiler alone: a start takes less than half of the processor's time, and no test
         * of this kind runs long enough to win it back.
         */
        public static Jvm ofTheTests() {
            return new Jvm(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    List.of(
                            "-Xmx768m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:ReservedCodeCacheSize=240m"),
                    ServerProcess.classPath());
        }

        private List<String> before() {
            List<String> before = new ArrayList<>(List.of(java));
            before.addAll(options);
            return before;
        }
    }

    private final Process process;
    private final int port;
    private final Path output;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private ServerProcess(Process process, int port, Path output) {
        this.process = process;
        this.port = port;
        this.output = output;
    }

    /**
     * Starts a server; {@link #awaitReady} waits for it.
     *
     * @param settings Spring settings; ports and folder are given already and may be overridden
     */
    public static ServerProcess serve(Map<String, String> settings) {
        return start(List.of(), settings);
    }

    /**
     * Starts the same jar for something else, for example {@code migrate}.
     *
     * @param words before the settings
     */
    public static ServerProcess start(List<String> words, Map<String, String> settings) {
        return start(Jvm.ofTheTests(), words, settings);
    }

    /**
     * Starts it on another virtual machine.
     *
     * @param words before the settings
     */
    public static ServerProcess start(Jvm jvm, List<String> words, Map<String, String> settings) {
        try {
            Path folder = Files.createDirectories(
                    Path.of("target/it/replicas", UUID.randomUUID().toString()).toAbsolutePath());
            Map<String, String> all = new LinkedHashMap<>();
            all.put("server.port", String.valueOf(freePort()));
            all.put("management.server.port", String.valueOf(freePort()));
            all.put("screening.data-directory", folder.toString());
            all.putAll(settings);
            int port = Integer.parseInt(all.get("server.port"));
            List<String> command = new ArrayList<>(jvm.before());
            command.addAll(List.of("-cp", jvm.classPath(), MAIN));
            command.addAll(words);
            all.forEach((name, value) -> command.add("--" + name + "=" + value));
            Path arguments = folder.resolve("arguments");
            Files.writeString(
                    arguments,
                    command.stream().skip(1).map(ServerProcess::quoted).collect(Collectors.joining("\n")));
            Path output = folder.resolve("output.log");
            ProcessBuilder builder = new ProcessBuilder(command.get(0), "@" + arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(jvm.environment());
            return new ServerProcess(builder.start(), port, output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A port that nobody listens on at this moment. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The port of both interfaces. */
    public int port() {
        return port;
    }

    @Override
    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /**
     * Waits until a path answers 200.
     *
     * @param path for example {@code /readyz}
     * @throws IllegalStateException with everything the server printed, if it takes longer
     */
    public void awaitReady(String path, Duration atMost) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < atMost.toNanos()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The server ended with " + process.exitValue() + ":\n" + log());
            }
            if (status(path) == 200) {
                return;
            }
            pause();
        }
        throw new IllegalStateException(path + " was not ready within " + atMost + ":\n" + log());
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was stopped.", stopped);
        }
    }

    /** The status of a GET; 0 if nobody answers. */
    public int status(String path) {
        try {
            return send(HttpRequest.newBuilder(address(path)).timeout(Duration.ofSeconds(5)))
                    .statusCode();
        } catch (UncheckedIOException nobody) {
            return 0;
        }
    }

    @Override
    public HttpResponse<String> send(HttpRequest.Builder request) {
        return Endpoint.send(client, request);
    }

    /** Everything it has written to its console. */
    public String log() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The process, for example to look at it. */
    public Process process() {
        return process;
    }

    /** Ends it at once, without giving it a moment (kill -9). */
    public void kill() {
        process.destroyForcibly();
        var unused = awaitEnd(Duration.ofSeconds(10));
    }

    /** Asks it to end (SIGTERM) and gives the exit code. */
    public int stop() {
        process.destroy();
        return awaitEnd(Duration.ofSeconds(60));
    }

    /** Waits for its end by itself; the exit code. */
    public int awaitEnd(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("The process did not end within " + atMost + ":\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was stopped.", stopped);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroyForcibly();
        }
    }
}
