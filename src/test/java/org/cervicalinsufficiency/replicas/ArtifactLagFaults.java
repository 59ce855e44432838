package org.cervicalinsufficiency.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long it takes until what an author changes on one replica is in force on the other: measured, not only shown. */
class ArtifactLagFaults {

    private static final Logger LOG = LoggerFactory.getLogger(ArtifactLagFaults.class);
    private static final Duration START = Duration.ofMinutes(15);
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final int ROUNDS = Integer.getInteger("faults.cycles", 5);
    private static final String PLAN = "PlanDefinition/cervical-insufficiency-screening";
    private static final String VALUES = "ValueSet/vaginal-discharge";

    @Test
    void isShort() {
        Map<String, List<Duration>> lags = new LinkedHashMap<>();
        try (TestDatabase database = TestDatabase.migrated();
                ServerProcess one = start(database);
                ServerProcess other = start(database)) {
            for (ServerProcess server : List.of(one, other)) {
                server.awaitReady("/readyz", START);
                server.awaitReady("/readyz/fhir", START);
            }
            SharedArtifactsCheck check = new SharedArtifactsCheck(one, other);
            Map<String, Supplier<Duration>> kinds = new LinkedHashMap<>();
            kinds.put("Questionnaire", check::questionnaireReachesTheGate);
            kinds.put("ValueSet", () -> check.descriptionReachesHooks(ValueSet.class, VALUES));
            kinds.put("PlanDefinition", () -> check.descriptionReachesHooks(PlanDefinition.class, PLAN));
            kinds.put("Library", check::libraryReachesHooks);
            for (int round = 0; round < ROUNDS; round++) {
                kinds.forEach((kind, measure) ->
                        lags.computeIfAbsent(kind, none -> new ArrayList<>()).add(measure.get()));
            }
        }
        lags.forEach((kind, times) -> {
            LOG.info("{}: {} ms", kind, times.stream().map(Duration::toMillis).toList());
            times.sort(null);
            LOG.info("{} after {} ms in the median of {}", kind, median(times).toMillis(), times.size());
        });
        assertThat(lags.values()).allSatisfy(times -> assertThat(median(times)).isLessThan(SOON));
    }

    private static Duration median(List<Duration> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    private static ServerProcess start(TestDatabase database) {
        Map<String, String> settings = ProductionSettings.serving(database.url());
        settings.put("screening.authoring.over-http", "true");
        settings.put("screening.limits.calls-per-second", "100000");
        settings.put("screening.limits.calls-at-once", "100000");
        return ServerProcess.serve(settings);
    }
}
