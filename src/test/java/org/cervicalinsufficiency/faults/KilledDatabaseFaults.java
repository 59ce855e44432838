package org.cervicalinsufficiency.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cervicalinsufficiency.replicas.ProductionCalls;
import org.cervicalinsufficiency.replicas.ServerProcess;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of PostgreSQL with all its processes under one server that lives on: writes and hooks all the while. */
class KilledDatabaseFaults {

    private static final Duration START = Duration.ofMinutes(15);
    private static final Duration BACK = Duration.ofMinutes(1);
    private static final int USUAL = 200;
    private static final int MOST_WRITES = 24;

    private final Progress progress = new Progress("kill-database");
    private final List<Write> acknowledged = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    @Test
    void losesNothingAndComesBack() {
        int cycles = Progress.times("cycles", USUAL);
        long seed = Long.getLong("faults.seed", System.nanoTime() % 1_000_000);
        Random random = new Random(seed);
        progress.say("PostgreSQL itself: %d kills, seed %d", cycles, seed);
        try (PostgresSite site = new PostgresSite(QuickJvm.trained(progress));
                ServerProcess server = site.start()) {
            server.awaitReady("/readyz/fhir", START);
            server.awaitReady("/readyz", START);
            for (int cycle = 1; cycle <= cycles; cycle++) {
                killOnce(site, server, random.nextInt(MOST_WRITES), cycle, cycles);
            }
        }
        progress.say(
                "PostgreSQL itself: %d kills, %d writes acknowledged, %d lost or by halves, every hook call answered",
                cycles, acknowledged.size(), missing.size());
        assertThat(acknowledged).hasSizeGreaterThan(cycles);
        assertThat(missing).isEmpty();
    }

    private void killOnce(PostgresSite site, ServerProcess server, int writes, int cycle, int cycles) {
        ProductionCalls calls = site.calls(server);
        Writers writers = new Writers(calls, site.kinds());
        writers.await(1 + writes, BACK);
        site.killDatabase();
        assertThat(calls.hook().statusCode()).isEqualTo(200);
        writers.stop();
        long begin = System.nanoTime();
        server.awaitReady("/readyz/fhir", BACK);
        assertThat(calls.hook().statusCode()).isEqualTo(200);
        acknowledged.addAll(writers.acknowledged());
        Inspection seen = new Inspection();
        site.inspect(jdbc -> seen.tables(jdbc, acknowledged, writers.cutOff()));
        seen.server(calls, writers.acknowledged());
        missing.addAll(seen.lost());
        missing.addAll(seen.halves());
        assertThat(writers.refused()).allMatch(answer -> answer.contains(" 503 ") || answer.contains(" 500 "));
        progress.say(
                "PostgreSQL itself %d/%d: %d acknowledged, %d not, ready again after %s, missing %s",
                cycle,
                cycles,
                writers.acknowledged().size(),
                writers.cutOff().size(),
                Progress.seconds(begin),
                missing);
    }
}
