package org.cervicalinsufficiency.faults;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code kill -9} of the server while clients write: nothing that was acknowledged is lost, nothing is there by halves. */
@Execution(ExecutionMode.CONCURRENT)
class KilledServerFaults {

    private static final int USUAL = 200;

    @Test
    void onH2() {
        Progress progress = new Progress("kill-h2");
        try (Site site = new H2Site(QuickJvm.trained(progress), Map.of())) {
            new KillCycles(site, progress, Progress.times("cycles", USUAL)).run();
        }
    }

    /** What H2's own setting would lose, for comparison: it writes commits half a second later. Nothing is demanded of it. */
    @Test
    void onH2AsItComes() {
        Progress progress = new Progress("kill-h2-as-it-comes");
        Path folder = Path.of("target/faults", UUID.randomUUID().toString()).toAbsolutePath();
        Map<String, String> delayed = Map.of(
                "spring.datasource.url",
                "jdbc:h2:async:" + folder.resolve("h2/screening") + ";WRITE_DELAY=500;DB_CLOSE_ON_EXIT=FALSE");
        try (Site site = new H2Site(QuickJvm.trained(progress), delayed, folder)) {
            new KillCycles(site, progress, Progress.times("cycles", USUAL / 10)).count();
        }
    }

    @Test
    void onPostgres() {
        Progress progress = new Progress("kill-postgresql");
        try (Site site = new PostgresSite(QuickJvm.trained(progress))) {
            new KillCycles(site, progress, Progress.times("cycles", USUAL)).run();
        }
    }
}
