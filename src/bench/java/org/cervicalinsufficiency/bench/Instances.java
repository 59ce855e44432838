package org.cervicalinsufficiency.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a heap holds, by class, after a full collection: who grew, where something grew.
 *
 * @param bytes by name of the class
 */
record Instances(Map<String, Long> bytes) {

    private static final Pattern LINE = Pattern.compile("^\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+).*$");

    /** Copies. */
    Instances {
        bytes = Map.copyOf(bytes);
    }

    /** Asks the process, and keeps the whole answer in a file. */
    static Instances of(long pid, Path file) {
        try {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            String.valueOf(pid),
                            "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(file, answer);
            Map<String, Long> bytes = new HashMap<>();
            answer.lines()
                    .map(LINE::matcher)
                    .filter(Matcher::matches)
                    .forEach(line -> bytes.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum));
            if (bytes.isEmpty()) {
                throw new IllegalStateException("jcmd shows no classes: " + answer);
            }
            return new Instances(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One class and by how much it grew. */
    record Growth(String name, long bytes) {}

    /** The classes that hold most more than before. */
    List<Growth> since(Instances before, int most) {
        return bytes.entrySet().stream()
                .map(each -> new Growth(
                        each.getKey(), each.getValue() - before.bytes().getOrDefault(each.getKey(), 0L)))
                .sorted(Comparator.comparingLong(Growth::bytes).reversed())
                .limit(most)
                .toList();
    }
}
