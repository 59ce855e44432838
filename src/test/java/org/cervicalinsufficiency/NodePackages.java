package org.cervicalinsufficiency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Programs of a folder below {@code src/test} that run on Node.js, with the packages of its lock file.
 *
 * @param source the folder, with {@code package.json}, {@code package-lock.json} and {@code .npmrc}
 * @param work where they are copied to and run
 */
public record NodePackages(Path source, Path work) {

    private static final int SECONDS = 300;

    /** Fetches the packages named in the lock file; not again while that file stays the same. */
    public void install() throws IOException, InterruptedException {
        Files.createDirectories(work);
        Path installed = work.resolve("package-lock.json");
        Path marker = work.resolve("node_modules/.package-lock.json");
        boolean upToDate = Files.exists(marker)
                && Files.exists(installed)
                && Files.mismatch(installed, source.resolve("package-lock.json")) == -1;
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, work.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!upToDate) {
            start(work.resolve("npm.log"), "npm", "ci", "--prefer-offline").await();
        }
    }

    /**
     * Starts a program in the folder of work.
     *
     * @param log gets all that it prints
     */
    public Running start(Path log, String... command) {
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
                    "This test needs Node.js 20 or newer with npm; \"" + command[0]
                            + "\" could not be started. Install them or put them on the PATH.",
                    missing);
        }
    }

    /** A process under way, and where it writes what it has to say. */
    public record Running(Process process, Path log, String command) {

        /** Waits for its end, and fails with its last words if that is not a good one. */
        public void await() throws IOException, InterruptedException {
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
