package org.cervicalinsufficiency.webapp;

import java.util.Map;
import java.util.Optional;

/** What the chart of a stored patient shows, worked out by the artifacts. */
@FunctionalInterface
public interface DemoCharts {

    /**
     * The chart on the day at which the server stands.
     *
     * @param patientId the logical id of a patient in the local store
     * @return the day, the chart and the types that could not be read; nothing if there is no such patient
     */
    Optional<Map<String, Object>> of(String patientId);
}
