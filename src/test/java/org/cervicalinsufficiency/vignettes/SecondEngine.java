package org.cervicalinsufficiency.vignettes;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The independent CQL engine in a process of its own: Node.js with the packages of {@code src/test/second-opinion}. */
final class SecondEngine {

    private static final int SECONDS = 300;
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
            run("npm", "ci", "--prefer-offline");
        }
    }

    /** Asks for every case in a folder; gives the differences by case, each a sentence. */
    Map<String, List<String>> differences(Path elm, Path valueSets, Path cases)
            throws IOException, InterruptedException {
        Path answer = work.resolve("differences-of-" + cases.getFileName() + ".json");
        Files.deleteIfExists(answer);
        run(
                "node",
                "second-opinion.mjs",
                elm.toAbsolutePath().toString(),
                valueSets.toAbsolutePath().toString(),
                cases.toAbsolutePath().toString(),
                answer.toAbsolutePath().toString());
        return new ObjectMapper().readValue(answer.toFile(), new TypeReference<>() {});
    }

    private void run(String... command) throws IOException, InterruptedException {
        Path log = work.resolve(command[0] + ".log");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(work.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException missing) {
            throw new IllegalStateException(
                    "The second opinion needs Node.js 20 or newer with npm; \"" + command[0]
                            + "\" could not be started. Install them or put them on the PATH.",
                    missing);
        }
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(String.join(" ", command) + " took longer than " + SECONDS + " s.");
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(
                    String.join(" ", command) + " failed; its last words:\n" + String.join("\n", lastLines(log)));
        }
    }

    private static List<String> lastLines(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            return all.subList(Math.max(0, all.size() - 30), all.size());
        }
    }
}
