package org.cervicalinsufficiency.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * The rounds of one target under one load. What is shown is the median of the rounds; the longest call is the longest of
 * all.
 *
 * @param target its name
 * @param resources in a call
 * @param clients at the same time
 * @param rounds each measured on its own
 */
record Cell(String target, int resources, int clients, List<Round> rounds) {

    /**
     * One round.
     *
     * @param answers what came back
     * @param cpuNanos of the processor that the server used; negative if that is not known
     * @param allocated bytes; negative if that is not known
     */
    record Round(Load.Answers answers, long cpuNanos, long allocated) {

        /** Sends the calls, and looks at the server's process before and after. */
        static Round of(Optional<ProcessFigures> process, Supplier<Load.Answers> calls) {
            long cpu = process.map(ProcessFigures::cpuNanos).orElse(0L);
            long allocated = process.map(ProcessFigures::allocated).orElse(0L);
            Load.Answers answers = calls.get();
            return new Round(
                    answers,
                    process.map(each -> each.cpuNanos() - cpu).orElse(-1L),
                    process.map(each -> each.allocated() - allocated).orElse(-1L));
        }

        private double cpuMillisPerCall() {
            return cpuNanos < 0 ? Double.NaN : cpuNanos / 1e6 / Math.max(1, answers.calls());
        }

        private double kibPerCall() {
            return allocated < 0 ? Double.NaN : allocated / 1024.0 / Math.max(1, answers.calls());
        }
    }

    double perSecond() {
        return median(round -> round.answers().perSecond());
    }

    double cpuMillis() {
        return median(Round::cpuMillisPerCall);
    }

    double kib() {
        return median(Round::kibPerCall);
    }

    double millis(double percentile) {
        return median(round -> round.answers().millis(percentile));
    }

    double longest() {
        return rounds.stream()
                .mapToDouble(round -> round.answers().millis(100))
                .max()
                .orElseThrow();
    }

    long failed() {
        return rounds.stream().mapToLong(round -> round.answers().failed()).sum();
    }

    long calls() {
        return rounds.stream().mapToLong(round -> round.answers().calls()).sum();
    }

    private double median(ToDoubleFunction<Round> figure) {
        double[] values = rounds.stream().mapToDouble(figure).toArray();
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** For the file that is kept. */
    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("target", target);
        map.put("resources", resources);
        map.put("clients", clients);
        map.put("calls", calls());
        map.put("failed", failed());
        map.put("perSecond", perSecond());
        map.put("p50Millis", millis(50));
        map.put("p95Millis", millis(95));
        map.put("p99Millis", millis(99));
        map.put("maxMillis", longest());
        map.put("cpuMillisPerCall", cpuMillis());
        map.put("allocatedKibPerCall", kib());
        map.put("roundsCpuMillis", rounds.stream().map(Round::cpuMillisPerCall).toList());
        map.put(
                "roundsPerSecond",
                rounds.stream().map(round -> round.answers().perSecond()).toList());
        return map;
    }
}
