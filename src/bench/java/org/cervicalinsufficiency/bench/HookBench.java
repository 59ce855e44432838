package org.cervicalinsufficiency.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cervicalinsufficiency.replicas.ServerProcess;
import org.junit.jupiter.api.Test;

/**
 * Hook calls with complete prefetch, ours beside a floor and beside whoever is named by {@code -Dbench.peer=} (the address
 * of a service): in one run and in turns, so that a busy machine is equally busy for all.
 */
class HookBench {

    private static final String SERVICE = "/cds-services/cervical-insufficiency-encounter-start";
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("bench.seconds", 5));
    /** By calls, not by time: the compiler counts calls, and a slow server would stay cold the longer. */
    private static final int WARM_UP = Integer.getInteger("bench.warm-up-calls", 12_000);

    private static final int[] RESOURCES = numbers("bench.resources", "5,20,100,1000");
    private static final int[] CLIENTS = numbers("bench.clients", "1,8,64");
    private static final int USUAL = 20;

    private final Report report = new Report("hooks");

    @Test
    void besideTheFloor() throws IOException {
        try (ServerProcess server = Servers.ours(Map.of("screening.today", "2026-06-15"));
                Load load = new Load()) {
            Target ours = target("ours", server.address(SERVICE), server.process());
            byte[] answer = load.answer(
                    Load.Call.json(ours.service(), Bodies.with(USUAL).get(0)));
            try (Servers.Floor floor = Servers.floor(answer)) {
                Target least =
                        target("floor", URI.create("http://127.0.0.1:" + floor.port() + SERVICE), floor.process());
                List<Target> targets = new ArrayList<>(List.of(least, ours));
                Optional.ofNullable(System.getProperty("bench.peer"))
                        .ifPresent(peer -> targets.add(new Target("peer", URI.create(peer), Optional.empty())));
                measure(load, targets, answer.length);
            }
        }
    }

    private static Target target(String name, URI service, Process process) {
        return new Target(name, service, Optional.of(new ProcessFigures(process.pid())));
    }

    private void measure(Load load, List<Target> targets, int answer) throws IOException {
        report.say(
                "%d processors, Java %s, load %s; %d rounds of %d s, answer of %d bytes",
                Runtime.getRuntime().availableProcessors(),
                Servers.javaVersion(),
                Machine.load(),
                ROUNDS,
                TIME.toSeconds(),
                answer);
        for (Target target : targets) {
            long calls = 0;
            while (calls < WARM_UP) {
                calls += load.run(target, Bodies.with(USUAL), 4, TIME).calls();
            }
        }
        report.say(
                "%-6s %9s %7s %8s %8s %8s %8s %9s %9s %9s %7s  %s",
                "who",
                "resources",
                "clients",
                "calls/s",
                "p50 ms",
                "p95 ms",
                "p99 ms",
                "max ms",
                "CPU ms",
                "KiB",
                "failed",
                "CPU / floor");
        List<Map<String, Object>> kept = new ArrayList<>();
        for (int resources : RESOURCES) {
            List<byte[]> bodies = Bodies.with(resources);
            for (int clients : CLIENTS) {
                double floor = Double.NaN;
                for (Cell cell : cells(load, targets, bodies, resources, clients)) {
                    floor = cell.target().equals("floor") ? cell.cpuMillis() : floor;
                    say(cell, cell.cpuMillis() / floor);
                    kept.add(cell.asMap());
                    assertThat(cell.failed())
                            .as("refused or unanswered calls of " + cell.target())
                            .isZero();
                }
            }
        }
        for (Target target : targets) {
            target.process()
                    .ifPresent(process -> report.say(
                            "%s: %d MiB resident, %d MiB at most",
                            target.name(), process.memory() >> 20, process.peakMemory() >> 20));
        }
        report.keep(kept);
    }

    private static List<Cell> cells(Load load, List<Target> targets, List<byte[]> bodies, int resources, int clients) {
        Map<Target, List<Cell.Round>> rounds = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Target target : targets) {
                var unused = load.run(target, bodies, clients, Duration.ofSeconds(1));
                rounds.computeIfAbsent(target, each -> new ArrayList<>())
                        .add(Cell.Round.of(target.process(), () -> load.run(target, bodies, clients, TIME)));
            }
        }
        return rounds.entrySet().stream()
                .map(each -> new Cell(each.getKey().name(), resources, clients, each.getValue()))
                .toList();
    }

    private void say(Cell cell, double ratio) {
        report.say(
                "%-6s %9d %7d %8.0f %8.2f %8.2f %8.2f %9.2f %9.3f %9.0f %7d  %.1f",
                cell.target(),
                cell.resources(),
                cell.clients(),
                cell.perSecond(),
                cell.millis(50),
                cell.millis(95),
                cell.millis(99),
                cell.longest(),
                cell.cpuMillis(),
                cell.kib(),
                cell.failed(),
                ratio);
    }

    private static int[] numbers(String setting, String usual) {
        return java.util.Arrays.stream(System.getProperty(setting, usual).split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
