package org.cervicalinsufficiency.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cervicalinsufficiency.replicas.ServerProcess;
import org.cervicalinsufficiency.soak.Clients;
import org.cervicalinsufficiency.soak.Count;
import org.cervicalinsufficiency.soak.Kind;
import org.cervicalinsufficiency.soak.Mix;
import org.cervicalinsufficiency.soak.Stretch;
import org.cervicalinsufficiency.soak.Verdict;
import org.junit.jupiter.api.Test;

/**
 * Half an hour at half of the most that the server answers, with calls of all kinds. Nothing fails, nothing grows but the
 * database, and nothing gets slower.
 */
class SoakBench {

    private static final long MIB = 1 << 20;
    private static final int MINUTES = Integer.getInteger("bench.minutes", 30);
    /** A part is a minute, or less where there would be fewer than six. */
    private static final int PARTS = Math.max(6, MINUTES);

    private static final Duration PART = Duration.ofMinutes(MINUTES).dividedBy(PARTS);
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("bench.warm-up-seconds", 60));
    private static final Duration MOST = Duration.ofSeconds(Integer.getInteger("bench.seconds", 20));
    private static final int PERCENT = Integer.getInteger("bench.percent", 50);
    private static final int CLIENTS = 8;
    private static final int RESOURCES = 20;
    private static final Duration SETTLE = Duration.ofMinutes(3);
    private static final int CLASSES = 12;

    /**
     * H2 keeps as many of its pages in memory as it may, 64 MiB for each GiB of heap, and the database grows all the time;
     * 5 % for what comes and goes. No thread and no connection is more than the clients can have under way.
     */
    private static final Verdict STAYED = new Verdict(0.05, 64 * heapMib() / 1024 * MIB, 80, 1.5, 2);

    private final Report report = new Report("soak");

    private static long heapMib() {
        String heap = System.getProperty("bench.heap", "1g");
        long number = Long.parseLong(heap.substring(0, heap.length() - 1));
        return heap.endsWith("g") ? number * 1024 : number;
    }

    @Test
    void halfOfTheMost() throws IOException {
        Path data = Files.createTempDirectory(Files.createDirectories(Report.FOLDER), "soak")
                .toAbsolutePath();
        Map<String, String> settings = Map.of(
                "screening.today",
                "2026-06-15",
                "screening.data-directory",
                data.toString(),
                "screening.tenant.fhir-bases[0]",
                Mix.FHIR_BASE);
        try (ServerProcess server = Servers.ours(settings);
                ProcessFigures figures = new ProcessFigures(server.process().pid());
                Clients clients = new Clients(new Mix(server::address, Bodies.with(RESOURCES)))) {
            report.say("Java %s, load %s; %d parts of %s", Servers.javaVersion(), Machine.load(), PARTS, PART);
            double perSecond = most(clients) * PERCENT / 100;
            settle(data);
            report.say("%.1f calls a second are due, %d %% of the most", perSecond, PERCENT);
            soak(clients, perSecond, figures, server.process().pid(), data);
        }
    }

    private double most(Clients clients) {
        Count warm = clients.asFastAsAnswered(CLIENTS, WARM_UP);
        Count most = clients.asFastAsAnswered(CLIENTS, MOST);
        report.say(
                "%d clients, each as fast as it is answered: %.1f calls a second to warm up, then %.1f",
                CLIENTS, warm.perSecond(), most.perSecond());
        say("most", most);
        assertThat(warm.firstFailure()).isEmpty();
        assertThat(most.firstFailure()).isEmpty();
        return most.perSecond();
    }

    /** What was put off while the most was measured (calls that are not AuditEvents yet) belongs to that time. */
    private void settle(Path data) {
        long begin = System.nanoTime();
        long waiting = size(data.resolve("audit"));
        while (size(data.resolve("audit")) > MIB / 4 && System.nanoTime() - begin < SETTLE.toNanos()) {
            pause();
        }
        report.say(
                "%d KiB of calls waited to be AuditEvents; %d KiB after %.0f s",
                waiting >> 10, size(data.resolve("audit")) >> 10, (System.nanoTime() - begin) / 1e9);
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The soak was stopped.", stopped);
        }
    }

    private void soak(Clients clients, double perSecond, ProcessFigures figures, long pid, Path data) {
        ProcessVitals vitals = new ProcessVitals(pid, figures);
        List<Stretch> soak = new ArrayList<>();
        List<Map<String, Object>> kept = new ArrayList<>();
        Instances first = new Instances(Map.of());
        for (int part = 1; part <= PARTS; part++) {
            long cpu = figures.cpuNanos();
            Count calls = clients.atFixedTimes(perSecond, PART);
            double busy = (figures.cpuNanos() - cpu) / (double) calls.elapsed().toNanos();
            Stretch done = new Stretch(calls, vitals.held());
            soak.add(done);
            say(String.valueOf(part), calls);
            long database = size(data.resolve("h2"));
            long waiting = size(data.resolve("audit"));
            report.say(
                    "     heap %.1f MiB after a full collection, resident %d MiB, %d threads, %d open files; %.2f"
                            + " processors; database %d MiB, audit waiting %d KiB",
                    done.held().heap() / (double) MIB,
                    done.held().resident() / MIB,
                    done.held().threads(),
                    done.held().files(),
                    busy,
                    database / MIB,
                    waiting >> 10);
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("part", part);
            map.put("seconds", calls.elapsed().toMillis() / 1000.0);
            map.put("failed", calls.failed());
            map.put("millis", calls.times());
            map.put("held", done.held());
            map.put("processors", busy);
            map.put("databaseBytes", database);
            map.put("auditWaitingBytes", waiting);
            kept.add(map);
            if (part == PARTS / 3) {
                first = Instances.of(pid, Report.FOLDER.resolve("soak-classes-first.txt"));
            }
        }
        judge(soak, first, Instances.of(pid, Report.FOLDER.resolve("soak-classes-last.txt")), kept);
    }

    private void judge(List<Stretch> soak, Instances first, Instances last, List<Map<String, Object>> kept) {
        report.say("What the heap holds more than after the first third:");
        last.since(first, CLASSES).forEach(each -> report.say("%,14d bytes %s", each.bytes(), each.name()));
        List<String> problems = STAYED.problems(soak);
        problems.forEach(problem -> report.say("NOT AS IT WAS: %s", problem));
        report.keep(Map.of("parts", kept, "problems", problems));
        assertThat(problems).isEmpty();
    }

    private void say(String name, Count count) {
        report.say(
                "%-4s %7d calls, %.1f/s, %d failed%s",
                name,
                count.calls(),
                count.perSecond(),
                count.failed(),
                count.firstFailure().map(failure -> ": " + failure).orElse(""));
        for (Kind kind : Kind.values()) {
            Count.Times times = count.of(kind);
            report.say(
                    "     %-8s %7d calls  p50 %8.2f ms  p99 %8.2f  max %9.2f",
                    kind, times.calls(), times.p50(), times.p99(), times.max());
        }
    }

    /** Bytes of the files in a folder; one that goes away meanwhile has none. */
    private static long size(Path folder) {
        File[] files = folder.toFile().listFiles(File::isFile);
        return files == null ? 0 : Arrays.stream(files).mapToLong(File::length).sum();
    }
}
