package org.cervicalinsufficiency.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Whether the server stayed as it was: the last third of a soak beside its first, each by its median.
 *
 * @param heapShare how much of its heap after full collections it may hold more
 * @param heapMore the same in bytes, beside that share: what caches with a limit may still take
 * @param more how many more threads, and open files, there may be
 * @param slower by which factor half of the calls of a kind may take longer
 * @param slowerMillis the same in milliseconds, beside that factor
 */
public record Verdict(double heapShare, long heapMore, int more, double slower, double slowerMillis) {

    /** What is wrong; nothing if it stayed as it was. @param soak at least three parts of the same length */
    public List<String> problems(List<Stretch> soak) {
        if (soak.size() < 3) {
            throw new IllegalArgumentException("A soak has at least three parts.");
        }
        List<Stretch> first = soak.subList(0, soak.size() / 3);
        List<Stretch> last = soak.subList(soak.size() - soak.size() / 3, soak.size());
        List<String> problems = new ArrayList<>();
        soak.stream()
                .filter(part -> part.calls().failed() > 0)
                .forEach(part -> problems.add(String.format(
                        Locale.ROOT,
                        "%d calls failed, the first: %s",
                        part.calls().failed(),
                        part.calls().firstFailure().orElse("unknown"))));
        for (Kind kind : Kind.values()) {
            if (soak.stream().noneMatch(part -> part.calls().of(kind).calls() > 0)) {
                problems.add("no call of the kind " + kind + " was answered");
            }
            double before =
                    median(answering(first, kind), part -> part.calls().of(kind).p50());
            double after =
                    median(answering(last, kind), part -> part.calls().of(kind).p50());
            compare(problems, "p50 of " + kind + " in ms", before, after, before * slower + slowerMillis);
        }
        double heap = median(first, part -> part.held().heap());
        compare(
                problems,
                "bytes of heap after full collection",
                heap,
                median(last, part -> part.held().heap()),
                heap * (1 + heapShare) + heapMore);
        double threads = median(first, part -> part.held().threads());
        compare(problems, "threads", threads, median(last, part -> part.held().threads()), threads + more);
        double files = median(first, part -> part.held().files());
        compare(problems, "open files", files, median(last, part -> part.held().files()), files + more);
        return problems;
    }

    private static List<Stretch> answering(List<Stretch> parts, Kind kind) {
        return parts.stream().filter(part -> part.calls().of(kind).calls() > 0).toList();
    }

    private static void compare(List<String> problems, String what, double before, double after, double most) {
        if (after > most) {
            problems.add(String.format(
                    Locale.ROOT,
                    "%s: %.1f in the first third, %.1f in the last, at most %.1f",
                    what,
                    before,
                    after,
                    most));
        }
    }

    private static double median(List<Stretch> parts, ToDoubleFunction<Stretch> figure) {
        double[] sorted = parts.stream().mapToDouble(figure).sorted().toArray();
        if (sorted.length == 0) {
            return 0;
        }
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
