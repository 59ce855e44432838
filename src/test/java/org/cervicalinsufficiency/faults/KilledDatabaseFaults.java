package org.cervicalinsufficiency.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cervicalinsufficiency.replicas.DatabaseProcess;
import org.cervicalinsufficiency.replicas.ProductionCalls;
import org.cervicalinsufficiency.replicas.ServerProcess;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} of PostgreSQL with all its processes under one server that lives on: hooks are answered all the while,
 * writes are refused at once, and nothing that was acknowledged is lost.
 */
class KilledDatabaseFaults {

    private static final Duration START = Duration.ofMinutes(15);
    private static final Duration FIRST_WRITES = Duration.ofMinutes(1);
    private static final Duration BACK = Duration.ofSeconds(5);
    private static final long AT_ONCE_MILLIS = 1_000;
    private static final int USUAL = 20;
    private static final int MOST_WRITES = 24;
    private static final int MOST_MILLIS_AWAY = 4_000;

    private final Progress progress = new Progress("kill-database");
    private final List<Write> acknowledged = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<Long> refusedWithin = new ArrayList<>();
    private final List<Long> backAfter = new ArrayList<>();
    private int hooks;

    @Test
    void losesNothingAndComesBack() throws Exception {
        int cycles = Progress.times("cycles", USUAL);
        long seed = Long.getLong("faults.seed", System.nanoTime() % 1_000_000);
        Random random = new Random(seed);
        progress.say("PostgreSQL itself: %d kills, seed %d", cycles, seed);
        try (PostgresSite site = new PostgresSite(QuickJvm.trained(progress));
                ServerProcess server = site.start()) {
            server.awaitReady("/readyz/fhir", START);
            server.awaitReady("/readyz", START);
            for (int cycle = 1; cycle <= cycles; cycle++) {
                killOnce(site, server, random, cycle + "/" + cycles);
            }
            assertThat(server.process().isAlive()).isTrue();
        }
        refusedWithin.sort(null);
        backAfter.sort(null);
        progress.say(
                "PostgreSQL itself: %d kills, %d writes acknowledged, %d lost or by halves; %d of %d hook calls answered;"
                        + " %d writes refused with 503, half of them within %d ms, %d after more than 1 s, the slowest after"
                        + " %d ms; back after %d ms at most; seed %d",
                cycles,
                acknowledged.size(),
                missing.size(),
                hooks,
                hooks,
                refusedWithin.size(),
                refusedWithin.get(refusedWithin.size() / 2),
                refusedWithin.stream().filter(each -> each > AT_ONCE_MILLIS).count(),
                last(refusedWithin),
                last(backAfter),
                seed);
        assertThat(acknowledged).hasSizeGreaterThan(cycles);
        assertThat(missing).isEmpty();
        assertThat(last(backAfter)).isLessThanOrEqualTo(BACK.toMillis());
        // The middle one: a single one may have waited for the machine.
        assertThat(refusedWithin.get(refusedWithin.size() / 2)).isLessThan(AT_ONCE_MILLIS);
    }

    private static long last(List<Long> sorted) {
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() - 1);
    }

    private void killOnce(PostgresSite site, ServerProcess server, Random random, String which) throws Exception {
        ProductionCalls calls = site.calls(server);
        Writers writers = new Writers(calls, site.kinds());
        writers.await(1 + random.nextInt(MOST_WRITES), FIRST_WRITES);
        Thread.sleep(random.nextInt(300));
        DatabaseProcess database = site.database().process();
        database.kill();
        long gone = System.nanoTime();
        long away = random.nextInt(MOST_MILLIS_AWAY);
        do {
            hook(calls);
        } while (millis(gone) < away);
        database.start();
        site.awaitDatabase();
        long begin = System.nanoTime();
        server.awaitReady("/readyz/fhir", Duration.ofMinutes(1));
        backAfter.add(millis(begin));
        hook(calls);
        writers.stop();
        refusedWithin.addAll(writers.refusedAfterMillis());
        acknowledged.addAll(writers.acknowledged());
        Inspection seen = new Inspection();
        site.inspect(jdbc -> seen.tables(jdbc, acknowledged, writers.cutOff()));
        seen.server(calls, writers.acknowledged());
        missing.addAll(seen.lost());
        missing.addAll(seen.halves());
        progress.say(
                "PostgreSQL itself %s: away for %d ms, back after %d ms; %d acknowledged, %d cut off (%d stored), missing %s",
                which,
                away,
                last(backAfter.subList(backAfter.size() - 1, backAfter.size())),
                writers.acknowledged().size(),
                writers.cutOff().size(),
                seen.storedThoughCutOff(),
                seen.lost());
        assertThat(writers.refused()).allMatch(answer -> answer.matches("(?s)\\w+ 503 .*OperationOutcome.*"));
    }

    private void hook(ProductionCalls calls) {
        assertThat(calls.hook().statusCode()).isEqualTo(200);
        hooks++;
    }

    private static long millis(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }
}
