package org.cervicalinsufficiency.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.replicas.DatabaseProcess;
import org.cervicalinsufficiency.replicas.ProductionCalls;
import org.cervicalinsufficiency.replicas.ServerProcess;
import org.cervicalinsufficiency.replicas.TestDatabase;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The disk of the database is full: writes are refused with a sentence, hooks are answered, nothing is stored by halves,
 * and when there is room again writes go on (on PostgreSQL without another start).
 */
class DiskFullFaults {

    private static final Duration START = Duration.ofMinutes(15);
    private static final Duration BACK = Duration.ofMinutes(1);
    private static final Duration FULL = Duration.ofSeconds(20);
    private static final int ROOM_OF_H2 = 160;
    private static final int ROOM_OF_POSTGRES = 400;

    private final Progress progress = new Progress("disk-full");
    private final List<Write> acknowledged = new ArrayList<>();

    /** Evaluation: the folder of everything that the server writes. H2 closes its file and needs another start. */
    @Test
    void onH2() throws Exception {
        try (SmallDisk disk = disk(ROOM_OF_H2);
                H2Site site = new H2Site(
                        QuickJvm.trained(progress), Map.of(), disk.folder().resolve("data"))) {
            try (ServerProcess server = site.start()) {
                refuses(site, server, disk);
                disk.free();
                assertThat(server.stop()).isIn(0, 1);
            }
            try (ServerProcess server = site.start()) {
                goesOn(site, server);
                assertThat(server.stop()).isZero();
            }
            Inspection seen = new Inspection();
            site.inspect(jdbc -> seen.tables(jdbc, acknowledged, List.of()));
            assertThat(seen.lost()).isEmpty();
            assertThat(seen.halves()).isEmpty();
        }
    }

    /** Production: the folder of the database, its log included. The server is not started again. */
    @Test
    void onPostgres() throws Exception {
        try (SmallDisk disk = disk(ROOM_OF_POSTGRES);
                PostgresSite site = new PostgresSite(
                        QuickJvm.trained(progress),
                        TestDatabase.durable(disk.folder().resolve("data")));
                ServerProcess server = site.start()) {
            DatabaseProcess database = site.database().process();
            refuses(site, server, disk);
            disk.free();
            progress.say("PostgreSQL itself %s", database.isAlive() ? "lives on" : "has ended, and is started again");
            if (!database.isAlive()) {
                // As whoever keeps services running does.
                database.start();
            }
            goesOn(site, server);
            Inspection seen = new Inspection();
            site.inspect(jdbc -> seen.tables(jdbc, acknowledged, List.of()));
            seen.server(site.calls(server), acknowledged);
            assertThat(seen.lost()).isEmpty();
            assertThat(seen.halves()).isEmpty();
        }
    }

    private static SmallDisk disk(int megabytes) {
        Optional<SmallDisk> disk = SmallDisk.mount(megabytes);
        Assumptions.assumeTrue(disk.isPresent(), "A file system may be mounted here (root, with CAP_SYS_ADMIN)");
        return disk.orElseThrow();
    }

    private void refuses(Site site, ServerProcess server, SmallDisk disk) {
        server.awaitReady("/readyz", START);
        server.awaitReady("/readyz/fhir", START);
        ProductionCalls calls = site.calls(server);
        Writers writers = new Writers(calls, site.kinds());
        writers.await(12, BACK);
        disk.fill();
        long begin = System.nanoTime();
        int hooks = 0;
        while (System.nanoTime() - begin < FULL.toNanos()) {
            HttpResponse<String> answer = calls.hook();
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            hooks++;
        }
        writers.stop();
        acknowledged.addAll(writers.acknowledged());
        progress.say(
                "%s: %d acknowledged; on the full disk %d hook calls answered, writes refused: %s",
                site.name(), acknowledged.size(), hooks, statuses(writers.refused()));
        writers.refused().stream().distinct().limit(5).forEach(each -> progress.say("  %s", each));
        assertThat(writers.refused())
                .isNotEmpty()
                .allMatch(each -> each.matches("(?s)\\w+ (507|503) .*OperationOutcome.*"));
    }

    private void goesOn(Site site, ServerProcess server) {
        long free = System.nanoTime();
        server.awaitReady("/readyz/fhir", START);
        Writers again = new Writers(site.calls(server), site.kinds());
        again.await(8, BACK);
        again.stop();
        acknowledged.addAll(again.acknowledged());
        progress.say(
                "%s: room again; 8 writes acknowledged within %s, refused on the way: %s",
                site.name(), Progress.seconds(free), statuses(again.refused()));
        assertThat(again.acknowledged()).hasSizeGreaterThanOrEqualTo(8);
    }

    private static Map<String, Long> statuses(List<String> refused) {
        return refused.stream()
                .collect(Collectors.groupingBy(
                        each -> each.substring(0, each.indexOf(' ') + 4), TreeMap::new, Collectors.counting()));
    }
}
