package org.cervicalinsufficiency.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cervicalinsufficiency.replicas.ProductionCalls;
import org.cervicalinsufficiency.replicas.ServerProcess;

/** Kills the server while clients write, as often as asked for, and looks each time for what it had acknowledged. */
final class KillCycles {

    private static final Duration START = Duration.ofMinutes(15);
    private static final Duration FIRST_WRITES = Duration.ofMinutes(1);
    private static final int MOST_WRITES = 24;
    private static final int MOST_MILLIS = 300;

    private final Site site;
    private final Progress progress;
    private final int cycles;
    private final long seed;
    private final List<Write> acknowledged = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private final List<String> halves = new ArrayList<>();
    private int cutOff;
    private int postponed;
    private int storedThoughCutOff;

    KillCycles(Site site, Progress progress, int cycles) {
        this.site = site;
        this.progress = progress;
        this.cycles = cycles;
        this.seed = Long.getLong("faults.seed", System.nanoTime() % 1_000_000);
    }

    /** Runs them, and fails if anything that was acknowledged is gone or anything is there by halves. */
    void run() {
        count();
        assertThat(lost).isEmpty();
        assertThat(halves).isEmpty();
    }

    /** Runs them and says how much is gone. */
    void count() {
        progress.say("%s: %d kills, seed %d", site.name(), cycles, seed);
        Random random = new Random(seed);
        List<Write> last = List.of();
        for (int cycle = 1; cycle <= cycles + 1; cycle++) {
            long begin = System.nanoTime();
            try (ServerProcess server = site.start()) {
                server.awaitReady("/readyz/fhir", START);
                String started = Progress.seconds(begin);
                ProductionCalls calls = site.calls(server);
                Inspection seen = new Inspection();
                seen.server(calls, cycle > cycles ? everyTenth(last) : last);
                lost.addAll(seen.lost());
                if (cycle > cycles) {
                    break;
                }
                last = writeAndKill(server, calls, random, cycle, started);
            }
        }
        progress.say(
                "%s: %d kills, %d writes acknowledged, %d put off with 503, %d cut off (%d of them stored,"
                        + " whole), %d lost, %d by halves; seed %d",
                site.name(),
                cycles,
                acknowledged.size(),
                postponed,
                cutOff,
                storedThoughCutOff,
                lost.size(),
                halves.size(),
                seed);
        assertThat(acknowledged).hasSizeGreaterThan(cycles);
    }

    /** At the end also of all that came before. */
    private List<Write> everyTenth(List<Write> last) {
        List<Write> some = new ArrayList<>(last);
        for (int i = 0; i < acknowledged.size(); i += 10) {
            some.add(acknowledged.get(i));
        }
        return some;
    }

    private List<Write> writeAndKill(
            ServerProcess server, ProductionCalls calls, Random random, int cycle, String started) {
        Writers writers = new Writers(calls, site.kinds());
        int writes = 1 + random.nextInt(MOST_WRITES);
        int millis = random.nextInt(MOST_MILLIS);
        writers.await(writes, FIRST_WRITES);
        pause(millis);
        server.process().destroyForcibly();
        writers.sendNothingMore();
        writers.stop();
        var code = server.awaitEnd(Duration.ofSeconds(20));
        // "Not now" is an honest answer of a server that the machine has no time for; anything else is none.
        assertThat(writers.refused()).allMatch(answer -> answer.matches("(?s)\\w+ 503 .*"));
        postponed += writers.refused().size();
        Inspection seen = new Inspection();
        List<Write> now = writers.acknowledged();
        acknowledged.addAll(now);
        cutOff += writers.cutOff().size();
        site.inspect(jdbc -> seen.tables(jdbc, acknowledged, writers.cutOff()));
        storedThoughCutOff += seen.storedThoughCutOff();
        lost.addAll(seen.lost());
        halves.addAll(seen.halves());
        progress.say(
                "%s %d/%d: ready after %s, killed %d ms after write %d, exit %d, %d acknowledged, %d cut off (%d stored),"
                        + " lost %d, halves %d; in all %d acknowledged",
                site.name(),
                cycle,
                cycles,
                started,
                millis,
                writes,
                code,
                now.size(),
                writers.cutOff().size(),
                seen.storedThoughCutOff(),
                seen.lost().size(),
                seen.halves().size(),
                acknowledged.size());
        seen.lost().stream().limit(3).forEach(each -> progress.say("  LOST %s", each));
        seen.halves().stream().limit(3).forEach(each -> progress.say("  HALF %s", each));
        return now;
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
