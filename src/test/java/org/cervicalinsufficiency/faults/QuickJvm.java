package org.cervicalinsufficiency.faults;

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
import java.util.concurrent.atomic.AtomicReference;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.replicas.ServerProcess;
import org.jspecify.annotations.Nullable;

/**
 * Starts as quickly as it can be had, since hundreds of starts are needed: this build's classes as a jar, and an archive of
 * what the virtual machine learned in one start, as the image has. What the server does is the same.
 */
final class QuickJvm {

    private static final Duration START = Duration.ofMinutes(15);

    private static final AtomicReference<ServerProcess.@Nullable Jvm> MADE = new AtomicReference<>();

    private QuickJvm() {}

    /** Of the JDK at {@code -Dfaults.java.home=}, else of the one that runs the tests; made once. */
    static synchronized ServerProcess.Jvm trained(Progress progress) {
        ServerProcess.Jvm made = MADE.get();
        if (made == null) {
            made = make(progress);
            MADE.set(made);
        }
        return made;
    }

    private static ServerProcess.Jvm make(Progress progress) {
        Path home = Path.of(System.getProperty("faults.java.home", System.getProperty("java.home")));
        ServerProcess.Jvm usual = ServerProcess.Jvm.ofTheTests();
        String classPath = classPath();
        boolean hasCache = Files.exists(home.resolve("lib/modules")) && major(home) >= 25;
        Path archive = Progress.FOLDER
                .resolve("archive-" + ProcessHandle.current().pid())
                .toAbsolutePath();
        String java = home.resolve("bin/java").toString();
        List<String> training = new ArrayList<>(usual.options());
        training.add((hasCache ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive);
        long begin = System.nanoTime();
        try (ServerProcess server = ServerProcess.start(
                new ServerProcess.Jvm(java, training, classPath),
                List.of(),
                Map.of("screening.sample-data", "false", "screening.today", "2026-06-15"))) {
            server.awaitReady("/readyz/fhir", START);
            server.awaitReady("/readyz", START);
            server.process().destroy();
            var unused = server.awaitEnd(START);
        }
        List<String> serving = new ArrayList<>(usual.options());
        if (Files.exists(archive)) {
            serving.add((hasCache ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive);
        }
        progress.say(
                "archive of one start: %s, %s", Files.exists(archive) ? "made" : "not made", Progress.seconds(begin));
        return new ServerProcess.Jvm(java, serving, classPath);
    }

    private static int major(Path home) {
        try {
            return Files.readAllLines(home.resolve("release")).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("[^0-9.]", "").split("\\.")[0])
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException unknown) {
            return 0;
        }
    }

    /** An archive takes jars only. */
    private static String classPath() {
        Path jar = Progress.FOLDER
                .resolve("server-" + ProcessHandle.current().pid() + ".jar")
                .toAbsolutePath();
        int status = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(
                        new java.io.PrintStream(java.io.OutputStream.nullOutputStream()),
                        new java.io.PrintStream(java.io.OutputStream.nullOutputStream()),
                        "-c0f",
                        jar.toString(),
                        "-C",
                        "target/classes",
                        ".");
        if (status != 0) {
            throw new UncheckedIOException(new IOException("The jar of target/classes could not be made."));
        }
        return Arrays.stream(ServerProcess.Jvm.ofTheTests().classPath().split(File.pathSeparator))
                .map(entry -> entry.replaceAll("/$", "").endsWith("target/classes") ? jar.toString() : entry)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
