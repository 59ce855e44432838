package org.cervicalinsufficiency.sight;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The two tables of {@code src/docs/observability.md}: which metrics there are, and which values their labels take. */
final class MetricContract {

    private static final Path FILE = Path.of("src/docs/observability.md");
    private static final Set<String> OF_A_HISTOGRAM = Set.of("_bucket", "_count", "_sum", "_max");

    private final Map<String, Metric> metrics = new LinkedHashMap<>();
    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * One row.
     *
     * @param kind histogram, counter, gauge or standard
     * @param labels their names
     */
    record Metric(String kind, Set<String> labels) {}

    private MetricContract() {}

    static MetricContract read() {
        MetricContract contract = new MetricContract();
        try {
            String table = "";
            for (String line : Files.readAllLines(FILE)) {
                if (!line.startsWith("|")) {
                    table = "";
                    continue;
                }
                List<String> cells = Stream.of(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .toList();
                if (table.isEmpty()) {
                    table = cells.get(0);
                } else if (!cells.get(0).startsWith("---")) {
                    contract.row(table, cells);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return contract;
    }

    private void row(String table, List<String> cells) {
        if (table.equals("metric")) {
            Set<String> labels = new TreeSet<>(Arrays.asList(cells.get(2).split(", ")));
            labels.remove("");
            metrics.put(cells.get(0).replace("`", ""), new Metric(cells.get(1), labels));
        } else if (table.equals("label")) {
            values.put(cells.get(0), cells.get(1));
        }
    }

    Map<String, Metric> metrics() {
        return metrics;
    }

    /** The metric that a sample belongs to; itself if it has a row, or the histogram that its suffix is one of. */
    String metricOf(String sample) {
        return OF_A_HISTOGRAM.stream()
                .filter(sample::endsWith)
                .map(suffix -> sample.substring(0, sample.length() - suffix.length()))
                .filter(base -> metrics.containsKey(base) && !isPlain(base))
                .findFirst()
                .orElse(sample);
    }

    /** A row that must be there. */
    Metric metric(String name) {
        return Objects.requireNonNull(metrics.get(name), name);
    }

    private boolean isPlain(String metric) {
        String kind = metric(metric).kind();
        return kind.equals("counter") || kind.equals("gauge");
    }

    /**
     * The values that a label of a metric may have.
     *
     * @param lists what stands behind the words in brackets
     */
    Set<String> values(String metric, String label, Map<String, Set<String>> lists) {
        String cell = values.getOrDefault(metric + " " + label, values.getOrDefault(label, ""));
        Set<String> allowed = new HashSet<>();
        List<String> unknown = new ArrayList<>();
        for (String word : cell.split(", ")) {
            if (word.startsWith("`")) {
                allowed.add(word.replace("`", ""));
            } else if (lists.containsKey(word)) {
                allowed.addAll(lists.get(word));
            } else {
                unknown.add(word);
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("No list for " + unknown + " of " + metric + " " + label);
        }
        return allowed;
    }
}
