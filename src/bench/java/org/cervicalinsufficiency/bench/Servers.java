package org.cervicalinsufficiency.bench;

import floor.FloorServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.replicas.ServerProcess;

/** Starts what is measured: the same JDK, heap and collector for all. */
final class Servers {

    private static final String HEAP = System.getProperty("bench.heap", "1g");
    private static final Duration START = Duration.ofMinutes(5);

    private Servers() {}

    /** The JDK at {@code -Dbench.java.home=}, else the one that runs this. */
    private static Path home() {
        return Path.of(System.getProperty("bench.java.home", System.getProperty("java.home")));
    }

    static String javaVersion() {
        try {
            return Files.readAllLines(home().resolve("release")).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("[^0-9.]", ""))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ours on an empty H2 file, as README starts it; ready when this returns. */
    static ServerProcess ours(Map<String, String> settings) {
        ServerProcess server =
                ServerProcess.start(jvm(ServerProcess.Jvm.ofTheTests().classPath()), List.of(), settings);
        server.awaitReady("/readyz", START);
        server.awaitReady("/readyz/fhir", START);
        return server;
    }

    /** @param answer the bytes that every call gets */
    static Floor floor(byte[] answer) {
        try {
            Path file = Files.write(Files.createDirectories(Report.FOLDER).resolve("floor-answer.json"), answer);
            int port = ServerProcess.freePort();
            List<String> command =
                    new ArrayList<>(List.of(home().resolve("bin/java").toString()));
            command.addAll(options());
            command.addAll(List.of(
                    "-cp",
                    classPathOfTheFloor(),
                    FloorServer.class.getName(),
                    "--server.port=" + port,
                    "--server.address=127.0.0.1",
                    "--spring.main.banner-mode=off",
                    "--spring.config.name=floor",
                    "--floor.answer=" + file.toAbsolutePath()));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Report.FOLDER.resolve("floor.log").toFile())
                    .start();
            return new Floor(process, port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * The floor's process.
     *
     * @param process to be ended by who started it
     * @param port where it listens soon
     */
    record Floor(Process process, int port) implements AutoCloseable {
        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private static ServerProcess.Jvm jvm(String classPath) {
        return new ServerProcess.Jvm(home().resolve("bin/java").toString(), options(), classPath);
    }

    private static List<String> options() {
        return List.of("-Xms" + HEAP, "-Xmx" + HEAP, "-XX:+UseG1GC");
    }

    /** All libraries and the benchmark's classes, but not the server's: they hold settings and listeners. */
    private static String classPathOfTheFloor() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.replaceAll("/$", "").endsWith("target/classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
