package org.cervicalinsufficiency.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two replicas start at the same moment on a database that has tables and nothing in them: both serve, everything once. */
class ReplicasBeginTogetherIT {

    private static final Duration START = Duration.ofMinutes(4);

    @Test
    void bothServeAndNothingIsThereTwice() {
        try (TestDatabase database = TestDatabase.migrated()) {
            Map<String, String> settings = ProductionSettings.serving(database.url());
            try (ServerProcess one = ServerProcess.serve(settings);
                    ServerProcess other = ServerProcess.serve(settings)) {
                List<ServerProcess> both = List.of(one, other);
                both.forEach(server -> server.awaitReady("/readyz/fhir", START));
                assertThat(both)
                        .allSatisfy(server -> assertThat(
                                        new ProductionCalls(server).hook().statusCode())
                                .isEqualTo(200));
                assertThat(database.admin()
                                .queryForList(
                                        "SELECT res_type || '/' || fhir_id FROM hfj_resource"
                                                + " GROUP BY res_type, fhir_id, partition_id HAVING COUNT(*) > 1",
                                        String.class))
                        .isEmpty();
                assertThat(Stream.of(one.log(), other.log())).noneMatch(log -> log.contains("could not be loaded"));
            }
        }
    }
}
