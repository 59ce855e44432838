package org.cervicalinsufficiency.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The stages of a call on their own (JMH): time and allocation for 5, 20, 100 and 1,000 resources, and how both grow. Each
 * stage and number of resources runs in a process of its own.
 */
class MicroBench {

    /** In the order of a call; {@code -Dbench.stages=} names some of them. */
    private static final List<String> STAGES =
            List.of(System.getProperty("bench.stages", "read,facts,evaluate,cards,write,whole")
                    .split(","));

    private static final String[] RESOURCES =
            System.getProperty("bench.resources", "5,20,100,1000").split(",");
    private static final int WARM_UPS = Integer.getInteger("bench.warm-ups", 5);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final TimeValue TIME = TimeValue.milliseconds(Integer.getInteger("bench.millis", 2000));
    private static final int MANY = 100;
    /** The exponent, of time or allocation from {@link #MANY} on, above which a stage is called not linear. */
    private static final double LINEAR = 1.2;

    private final Report report = new Report("micro");

    /**
     * One stage with one number of resources.
     *
     * @param micros time of one call
     * @param error half of the 99.9 % confidence interval of the time
     * @param bytes allocated in one call
     */
    private record Figure(double micros, double error, double bytes) {}

    @Test
    void stageByStage() throws RunnerException {
        report.say(
                "Java %s, load %s; %d rounds of %d ms after %d to warm up",
                Servers.javaVersion(), Machine.load(), ROUNDS, TIME.convertTo(TimeUnit.MILLISECONDS), WARM_UPS);
        report.say("%-9s %9s %12s %9s %12s %14s", "stage", "resources", "us/call", "+/- us", "KiB/call", "us/resource");
        List<Map<String, Object>> kept = new ArrayList<>();
        for (String stage : STAGES) {
            Map<Integer, Figure> figures = figures(new Runner(options(stage)).run());
            assertThat(figures).as("figures of " + stage).hasSize(RESOURCES.length);
            figures.forEach((resources, figure) -> report.say(
                    "%-9s %9d %12.1f %9.1f %12.1f %14.2f",
                    stage,
                    resources,
                    figure.micros(),
                    figure.error(),
                    figure.bytes() / 1024,
                    figure.micros() / resources));
            kept.add(kept(stage, figures));
        }
        report.keep(kept);
    }

    private static Options options(String stage) {
        String heap = System.getProperty("bench.heap", "1g");
        return new OptionsBuilder()
                .include("^" + Stages.class.getName().replace(".", "\\.") + "\\." + stage + "$")
                .param("resources", RESOURCES)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(TIME)
                .measurementIterations(ROUNDS)
                .measurementTime(TIME)
                .addProfiler(GCProfiler.class)
                .jvm(Path.of(System.getProperty("bench.java.home", System.getProperty("java.home")), "bin", "java")
                        .toString())
                .jvmArgs("-Xms" + heap, "-Xmx" + heap, "-XX:+UseG1GC")
                .shouldFailOnError(true)
                .output(Report.FOLDER.resolve("micro-" + stage + ".log").toString())
                .build();
    }

    private static Map<Integer, Figure> figures(Collection<RunResult> results) {
        Map<Integer, Figure> figures = new TreeMap<>();
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            double bytes = result.getSecondaryResults().entrySet().stream()
                    .filter(each -> each.getKey().endsWith("gc.alloc.rate.norm"))
                    .mapToDouble(each -> each.getValue().getScore())
                    .findFirst()
                    .orElseThrow();
            figures.put(
                    Integer.valueOf(result.getParams().getParam("resources")),
                    new Figure(time.getScore(), time.getScoreError(), bytes));
        }
        return figures;
    }

    private Map<String, Object> kept(String stage, Map<Integer, Figure> figures) {
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("stage", stage);
        kept.put("figures", figures);
        if (figures.keySet().stream().filter(resources -> resources >= MANY).count() > 1) {
            double time = exponent(figures, Figure::micros, MANY);
            double bytes = exponent(figures, Figure::bytes, MANY);
            report.say(
                    "%-9s time grows with n^%.2f, from %d on with n^%.2f; allocation with n^%.2f, then n^%.2f%s",
                    stage,
                    exponent(figures, Figure::micros, 0),
                    MANY,
                    time,
                    exponent(figures, Figure::bytes, 0),
                    bytes,
                    Math.max(time, bytes) > LINEAR ? "  NOT LINEAR" : "");
            kept.put("timeExponent", exponent(figures, Figure::micros, 0));
            kept.put("timeExponentFrom" + MANY, time);
            kept.put("allocationExponent", exponent(figures, Figure::bytes, 0));
            kept.put("allocationExponentFrom" + MANY, bytes);
            kept.put("linear", Math.max(time, bytes) <= LINEAR);
        }
        return kept;
    }

    private static double exponent(Map<Integer, Figure> figures, ToDoubleFunction<Figure> value, int from) {
        return Growth.exponent(figures.entrySet().stream()
                .filter(each -> each.getKey() >= from)
                .map(each -> new Growth.Point(each.getKey(), value.applyAsDouble(each.getValue())))
                .toList());
    }
}
