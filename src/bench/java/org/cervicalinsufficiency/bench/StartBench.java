package org.cervicalinsufficiency.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * From the command to the first answer: how long until ready, what it cost, how much memory is held when nobody calls, how
 * long the first call takes. Each server on an empty database first, then again on the same one; all in turns, as
 * {@code java -jar} with the heap that the virtual machine chooses ({@code -Dbench.start.options=-Xmx1g} for another). With
 * {@code -Dbench.starter=} the starter of HAPI's JPA server takes part; with {@code -Dbench.start.aot=} (a folder with
 * screening.jar and screening.aot, as docker/train.sh leaves it) ours with its cache does.
 */
class StartBench {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final Duration SETTLE = Duration.ofSeconds(Integer.getInteger("bench.settle-seconds", 30));
    private static final List<String> OPTIONS = Arrays.stream(
                    System.getProperty("bench.start.options", "").split(" "))
            .filter(option -> !option.isBlank())
            .toList();
    private static final String SERVICE = "/cds-services/cervical-insufficiency-encounter-start";

    private final Report report = new Report("start");

    /**
     * One that is started.
     *
     * @param name in the table
     * @param start with its folder
     * @param ready what has to answer
     * @param hook whether our hook is called then
     */
    private record Starter(String name, Function<Path, JarServer> start, List<String> ready, boolean hook) {}

    /**
     * One start.
     *
     * @param firstMillis of the first call; NaN where none was sent
     */
    private record Start(double ready, double cpu, double firstMillis, long resident) {
        Map<String, Object> asMap(String name, String database) {
            Map<String, Object> kept = new LinkedHashMap<>();
            kept.put("who", name);
            kept.put("database", database);
            kept.put("readySeconds", ready);
            kept.put("cpuSeconds", cpu);
            kept.put("firstCallMillis", firstMillis);
            kept.put("residentMiB", resident);
            return kept;
        }
    }

    @Test
    void untilTheFirstAnswer() throws IOException, InterruptedException {
        List<Starter> starters = starters();
        report.say("Java %s, options %s; memory after %d s", Servers.javaVersion(), OPTIONS, SETTLE.toSeconds());
        Map<Starter, Path> folders = new LinkedHashMap<>();
        for (Starter starter : starters) {
            folders.put(starter, folder(starter));
        }
        Map<String, List<Start>> again = new LinkedHashMap<>();
        List<Map<String, Object>> kept = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            String database = round == 0 ? "empty" : "again";
            for (Map.Entry<Starter, Path> each : folders.entrySet()) {
                String name = each.getKey().name();
                Start start = start(each.getKey(), each.getValue());
                say(name, database, start);
                kept.add(start.asMap(name, database));
                if (round > 0) {
                    again.computeIfAbsent(name, none -> new ArrayList<>()).add(start);
                }
            }
        }
        again.forEach((name, starts) -> say(name, "median", median(starts)));
        report.keep(kept);
    }

    private List<Starter> starters() {
        List<Starter> starters = new ArrayList<>();
        List<String> ready = List.of("/readyz", "/readyz/fhir");
        starters.add(new Starter("ours", data -> JarServer.ours(OPTIONS, data), ready, true));
        String trained = System.getProperty("bench.start.aot");
        if (trained != null) {
            Path folder = Path.of(trained).toAbsolutePath();
            List<String> options = new ArrayList<>(OPTIONS);
            options.add("-XX:AOTCache=" + folder.resolve("screening.aot"));
            starters.add(new Starter(
                    "ours, AOT", data -> JarServer.ours(folder.resolve("screening.jar"), options, data), ready, true));
        }
        JarServer.starter()
                .ifPresentOrElse(
                        war -> starters.add(new Starter(
                                "starter",
                                data -> JarServer.starter(war, OPTIONS, data),
                                List.of("/fhir/metadata"),
                                false)),
                        () -> report.say("No starter: -Dbench.starter=<its war> puts it beside ours."));
        return starters;
    }

    private static Path folder(Starter starter) throws IOException {
        return Files.createTempDirectory(
                        Files.createDirectories(Report.FOLDER), starter.name().replaceAll("\\W+", "-"))
                .toAbsolutePath();
    }

    private static Start start(Starter starter, Path data) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (JarServer server = starter.start().apply(data);
                Load load = new Load()) {
            double ready = server.awaitReady(begin, starter.ready().toArray(String[]::new));
            double cpu = server.cpuSeconds();
            double first = starter.hook() ? firstCall(server, load) : Double.NaN;
            Thread.sleep(SETTLE.toMillis());
            return new Start(ready, cpu, first, server.residentMiB());
        }
    }

    private static double firstCall(JarServer server, Load load) throws IOException {
        Load.Call call = Load.Call.json(server.address(SERVICE), Bodies.with(20).get(0));
        long called = System.nanoTime();
        byte[] answer = load.answer(call);
        double millis = (System.nanoTime() - called) / 1e6;
        if (answer.length == 0) {
            throw new IllegalStateException("The first call had an empty answer.");
        }
        return millis;
    }

    private static Start median(List<Start> starts) {
        return new Start(
                median(starts, Start::ready), median(starts, Start::cpu), median(starts, Start::firstMillis), (long)
                        median(starts, start -> (double) start.resident()));
    }

    private static double median(List<Start> starts, Function<Start, Double> figure) {
        return starts.stream().map(figure).sorted().toList().get(starts.size() / 2);
    }

    private void say(String name, String database, Start start) {
        report.say(
                "%-10s database %-6s: ready after %5.1f s, %5.1f s of the processor; first call %4.0f ms;"
                        + " %4d MiB resident; load %s",
                name, database, start.ready(), start.cpu(), start.firstMillis(), start.resident(), Machine.load());
    }
}
