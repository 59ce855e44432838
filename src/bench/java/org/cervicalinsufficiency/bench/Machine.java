package org.cervicalinsufficiency.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;

/** What the figures were measured on. */
final class Machine {

    private Machine() {}

    static Map<String, Object> described() {
        return Map.of(
                "processors",
                Runtime.getRuntime().availableProcessors(),
                "model",
                cpu(),
                "java",
                Servers.javaVersion(),
                "load",
                load(),
                "day",
                LocalDate.now(java.time.ZoneOffset.UTC).toString());
    }

    private static String cpu() {
        return lines(Path.of("/proc/cpuinfo"))
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst("^.*:\\s*", ""))
                .findFirst()
                .orElse("unknown");
    }

    /** Of the last minute, the five and the fifteen before: says whether somebody else was at work. */
    static String load() {
        return lines(Path.of("/proc/loadavg")).replaceFirst("^(\\S+ \\S+ \\S+).*\\s*$", "$1");
    }

    private static String lines(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
