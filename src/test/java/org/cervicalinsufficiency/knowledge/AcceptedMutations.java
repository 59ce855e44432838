package org.cervicalinsufficiency.knowledge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The lists of changes that go unnoticed and are known to. */
final class AcceptedMutations {

    private static final int KEY_COLUMNS = 4;

    private AcceptedMutations() {}

    /**
     * The rows of a list: library, define, change and text, tab-separated, a reason behind them.
     *
     * @param file its name in the folder {@code mutation} of the test resources
     */
    static Set<String> read(String file) {
        try (InputStream stream =
                        Objects.requireNonNull(AcceptedMutations.class.getResourceAsStream("/mutation/" + file), file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> key(file, line))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String key(String file, String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != KEY_COLUMNS + 1 || columns[KEY_COLUMNS].isBlank()) {
            throw new IllegalStateException(
                    file + ": write library, define, change, text and a reason, with tabs between: " + line);
        }
        return String.join("\t", java.util.Arrays.copyOf(columns, KEY_COLUMNS));
    }
}
