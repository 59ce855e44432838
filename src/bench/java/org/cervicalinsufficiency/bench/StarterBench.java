package org.cervicalinsufficiency.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpStatus;
import org.cervicalinsufficiency.replicas.ServerProcess;
import org.junit.jupiter.api.Test;

/**
 * Our hook with all its rules beside the PlanDefinition path of HAPI's JPA starter with one small rule, in turns and with the
 * same resources: {@code -Dbench.starter=} names its war. Without, ours alone.
 */
class StarterBench {

    private static final String SERVICE = "/cds-services/cervical-insufficiency-encounter-start";
    private static final ContentType FHIR = ContentType.create("application/fhir+json", StandardCharsets.UTF_8);
    private static final String HEAP = System.getProperty("bench.heap", "1g");
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("bench.seconds", 10));
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("bench.warm-up-seconds", 60));
    private static final int[] CLIENTS = {1, 8};
    private static final int RESOURCES = 20;

    private final Report report = new Report("starter");
    private final List<byte[]> bodies = Bodies.with(RESOURCES);

    /**
     * One way to ask.
     *
     * @param name in the table
     * @param process that answers
     * @param calls what is sent
     */
    private record Way(String name, ProcessFigures process, IntFunction<Load.Call> calls) {}

    @Test
    void besideTheStarter() throws IOException, InterruptedException {
        Optional<Path> war = JarServer.starter();
        try (ServerProcess server = Servers.ours(Map.of("screening.today", "2026-06-15"));
                ProcessFigures process = new ProcessFigures(server.process().pid());
                Load load = new Load()) {
            List<Way> ways = new ArrayList<>(List.of(new Way("ours", process, hook(server.address(SERVICE), bodies))));
            if (war.isEmpty()) {
                report.say("No starter: -Dbench.starter=<its war> puts it beside ours.");
                measure(load, ways);
                return;
            }
            Path data = Files.createTempDirectory(Files.createDirectories(Report.FOLDER), "starter")
                    .toAbsolutePath();
            List<String> options = List.of("-Xms" + HEAP, "-Xmx" + HEAP, "-XX:+UseG1GC");
            long begin = System.nanoTime();
            try (JarServer starter = JarServer.starter(war.orElseThrow(), options, data)) {
                var unused = starter.awaitReady(begin, "/fhir/metadata");
                StarterArtifacts.load(starter);
                try (ProcessFigures its = new ProcessFigures(starter.process().pid())) {
                    ways.addAll(ways(load, starter, its));
                    measure(load, ways);
                }
            }
        }
    }

    /** Both its paths, after one call of each has shown that the rule is run and says something. */
    private List<Way> ways(Load load, JarServer starter, ProcessFigures process)
            throws IOException, InterruptedException {
        List<byte[]> applies = StarterArtifacts.applies(bodies);
        IntFunction<Load.Call> apply = turn -> new Load.Call(
                starter.address("/fhir/PlanDefinition/" + StarterArtifacts.PLAN + "/$apply"),
                applies.get(Math.floorMod(turn, applies.size())),
                FHIR,
                HttpStatus.SC_OK);
        IntFunction<Load.Call> hook =
                hook(starter.address("/cds-services/" + StarterArtifacts.PLAN), StarterArtifacts.hooks(bodies));
        assertThat(text(load.answer(apply.apply(0)))).contains("Look at this record");
        starter.awaitService(StarterArtifacts.PLAN);
        assertThat(text(load.answer(hook.apply(0)))).contains("Look at this record");
        return List.of(new Way("$apply", process, apply), new Way("its hook", process, hook));
    }

    private static IntFunction<Load.Call> hook(URI service, List<byte[]> calls) {
        return turn -> Load.Call.json(service, calls.get(Math.floorMod(turn, calls.size())));
    }

    private static String text(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8);
    }

    private void measure(Load load, List<Way> ways) {
        for (Way way : ways) {
            var unused = load.run(way.calls(), 4, WARM_UP);
        }
        report.say(
                "Java %s, load %s; %d resources, %d rounds of %d s after %d s each",
                Servers.javaVersion(), Machine.load(), RESOURCES, ROUNDS, TIME.toSeconds(), WARM_UP.toSeconds());
        List<Map<String, Object>> kept = new ArrayList<>();
        for (int clients : CLIENTS) {
            Map<String, List<Cell.Round>> rounds = new LinkedHashMap<>();
            for (int round = 0; round < ROUNDS; round++) {
                for (Way way : ways) {
                    rounds.computeIfAbsent(way.name(), each -> new ArrayList<>())
                            .add(round(load, way, clients));
                }
            }
            List<Cell> cells = rounds.entrySet().stream()
                    .map(each -> new Cell(each.getKey(), RESOURCES, clients, each.getValue()))
                    .toList();
            cells.forEach(cell -> kept.add(say(cell, cells.get(0))));
        }
        report.say("load at the end %s", Machine.load());
        report.keep(kept);
    }

    private static Cell.Round round(Load load, Way way, int clients) {
        var unused = load.run(way.calls(), clients, Duration.ofSeconds(1));
        return Cell.Round.of(Optional.of(way.process()), () -> load.run(way.calls(), clients, TIME));
    }

    private Map<String, Object> say(Cell cell, Cell ours) {
        report.say(
                "%-9s %2d clients %8.1f/s  p50 %8.2f ms  p99 %8.2f  max %9.2f  CPU %8.3f ms  %9.0f KiB  %6d calls"
                        + "  / ours: CPU %.1f, calls/s 1/%.1f",
                cell.target(),
                cell.clients(),
                cell.perSecond(),
                cell.millis(50),
                cell.millis(99),
                cell.longest(),
                cell.cpuMillis(),
                cell.kib(),
                cell.calls(),
                cell.cpuMillis() / ours.cpuMillis(),
                ours.perSecond() / cell.perSecond());
        assertThat(cell.failed())
                .as("refused or unanswered calls of " + cell.target())
                .isZero();
        return cell.asMap();
    }
}
