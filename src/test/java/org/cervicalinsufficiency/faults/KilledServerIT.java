package org.cervicalinsufficiency.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cervicalinsufficiency.replicas.ServerProcess;
import org.junit.jupiter.api.Test;

/** The short version of {@link KilledServerFaults}: one server on each database, killed while clients write. */
class KilledServerIT {

    private static final Duration START = Duration.ofMinutes(4);

    private final H2Site site = new H2Site(
            ServerProcess.Jvm.ofTheTests(),
            Map.of(),
            Path.of("target/it/killed", UUID.randomUUID().toString()));

    @Test
    void keepsWhatItAcknowledgedAndLetsNobodyElseIn() {
        try (ServerProcess server = site.start()) {
            server.awaitReady("/readyz/fhir", START);
            try (ServerProcess second = site.start()) {
                assertThat(second.awaitEnd(START)).isEqualTo(1);
                assertThat(second.log())
                        .contains("is in use by another server", "screening.data-directory")
                        .doesNotContain("\tat ");
            }
            losesNothing(site, server);
        }
    }

    @Test
    void keepsWhatItAcknowledgedOnPostgres() {
        try (PostgresSite postgres = new PostgresSite(ServerProcess.Jvm.ofTheTests());
                ServerProcess server = postgres.start()) {
            server.awaitReady("/readyz/fhir", START);
            losesNothing(postgres, server);
        }
    }

    private static void losesNothing(Site site, ServerProcess server) {
        Writers writers = new Writers(site.calls(server), site.kinds());
        writers.await(20, START);
        server.process().destroyForcibly();
        writers.sendNothingMore();
        writers.stop();
        assertThat(server.awaitEnd(START)).isEqualTo(137);
        List<Write> acknowledged = writers.acknowledged();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(20);
        assertThat(writers.refused()).isEmpty();
        Inspection seen = new Inspection();
        site.inspect(jdbc -> seen.tables(jdbc, acknowledged, writers.cutOff()));
        assertThat(seen.lost()).isEmpty();
        assertThat(seen.halves()).isEmpty();
    }
}
