package org.cervicalinsufficiency.faults;

import java.util.Map;
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

    @Test
    void onPostgres() {
        Progress progress = new Progress("kill-postgresql");
        try (Site site = new PostgresSite(QuickJvm.trained(progress))) {
            new KillCycles(site, progress, Progress.times("cycles", USUAL)).run();
        }
    }
}
