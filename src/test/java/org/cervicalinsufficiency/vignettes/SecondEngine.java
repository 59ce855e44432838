package org.cervicalinsufficiency.vignettes;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The independent CQL engine, a process for each processor: Node.js with the packages of {@code src/test/second-opinion}. */
final class SecondEngine {

    private static final int SECONDS = 300;
    private static final int MOST_PROCESSES = 4;
    private static final List<String> FILES =
            List.of("package.json", "package-lock.json", ".npmrc", "engine.mjs", "values.mjs", "second-opinion.mjs");

    private final Path source;
    private final Path work;

    SecondEngine(Path source, Path work) {
        this.source = source;
        this.work = work;
    }

    /** Fetches the packages named in the lock file; not again while that file stays the same. */
    void install() throws IOException, InterruptedException {
        Files.createDirectories(work);
        Path installed = work.resolve("package-lock.json");
        Path marker = work.resolve("node_modules/.package-lock.json");
        boolean upToDate = Files.exists(marker)
                && Files.exists(installed)
                && Files.mismatch(installed, source.resolve("package-lock.json")) == -1;
        for (String file : FILES) {
            Files.copy(source.resolve(file), work.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!upToDate) {
            start(work.resolve("npm.log"), "npm", "ci", "--prefer-offline").await();
        }
    }

    /** Asks for every case in a folder; gives the differences by case, each a sentence. */
    Map<String, List<String>> differences(Path elm, Path valueSets, Path cases)
            throws IOException, InterruptedException {
        int shares = Math.min(MOST_PROCESSES, Runtime.getRuntime().availableProcessors());
        List<Running> asked = new ArrayList<>();
        List<Path> answers = new ArrayList<>();
        for (int share = 0; share < shares; share++) {
            Path answer = work.resolve("differences-of-" + cases.getFileName() + "-" + share + ".json");
            Files.deleteIfExists(answer);
            answers.add(answer);
            asked.add(start(
                    work.resolve("node-" + share + ".log"),
                    "node",
                    "second-opinion.mjs",
                    elm.toAbsolutePath().toString(),
                    valueSets.toAbsolutePath().toString(),
                    cases.toAbsolutePath().toString(),
                    answer.toAbsolutePath().toString(),
                    String.valueOf(share),
                    String.valueOf(shares)));
        }
        Map<String, List<String>> differences = new TreeMap<>();
        for (int share = 0; share < shares; share++) {
            asked.get(share).await();
            differences.putAll(new ObjectMapper().readValue(answers.get(share).toFile(), new TypeReference<>() {}));
        }
        return differences;
    }

    private Running start(Path log, String... command) {
        try {
            return new Running(
                    new ProcessBuilder(command)
                            .directory(work.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log,
                    String.join(" ", command));
        } catch (IOException missing) {
            throw new IllegalStateException(
                    "The second opinion needs Node.js 20 or newer with npm; \"" + command[0]
                            + "\" could not be started. Install them or put them on the PATH.",
                    missing);
        }
    }

    /** A process under way, and where it writes what it has to say. */
    private record Running(Process process, Path log, String command) {

        void await() throws IOException, InterruptedException {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " took longer than " + SECONDS + " s.");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        command + " failed; its last words:\n" + String.join("\n", lastLines(log)));
            }
        }
    }

    private static List<String> lastLines(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            return all.subList(Math.max(0, all.size() - 30), all.size());
        }
    }
}
