package org.cervicalinsufficiency;

import java.time.Duration;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings under {@code screening.limits}: what the server takes from anybody. They count for each replica.
 *
 * @param fhirBody the largest body of a FHIR call
 * @param bodyTime how long a body may take to come
 * @param bodiesInFlight what all bodies of one interface that are under way may hold together, beyond 64 KiB of each
 * @param callsPerSecond how often a registered client may call the hooks
 * @param callsAtOnce how often it may call at once after a pause
 * @param failuresPerSecond how often calls from one address may be refused for who they are
 * @param failuresAtOnce how often so at once
 * @param formsPerSecond how often one address may have a form calculated; many may share one
 * @param formsAtOnce how often so at once
 */
@ConfigurationProperties("screening.limits")
record EdgeProperties(
        @DefaultValue("4MB") DataSize fhirBody,
        @DefaultValue("10s") Duration bodyTime,
        @DefaultValue("24MB") DataSize bodiesInFlight,
        @DefaultValue("50") int callsPerSecond,
        @DefaultValue("100") int callsAtOnce,
        @DefaultValue("10") int failuresPerSecond,
        @DefaultValue("500") int failuresAtOnce,
        @DefaultValue("20") int formsPerSecond,
        @DefaultValue("60") int formsAtOnce) {

    private static final DataSize LEAST_BODY = DataSize.ofKilobytes(64);
    private static final DataSize LARGEST_BODY = DataSize.ofMegabytes(16);

    EdgeProperties {
        if (fhirBody.compareTo(LEAST_BODY) < 0 || fhirBody.compareTo(LARGEST_BODY) > 0) {
            throw new IllegalArgumentException(
                    "screening.limits.fhir-body is " + fhirBody + "; set it between 64KB and 16MB.");
        }
        if (IntStream.of(callsPerSecond, callsAtOnce, failuresPerSecond, failuresAtOnce, formsPerSecond, formsAtOnce)
                .anyMatch(rate -> rate < 1)) {
            throw new IllegalArgumentException("screening.limits: calls-per-second, calls-at-once, failures-per-second,"
                    + " failures-at-once, forms-per-second and forms-at-once must each be 1 or more.");
        }
        if (bodiesInFlight.compareTo(fhirBody) < 0) {
            throw new IllegalArgumentException("screening.limits.bodies-in-flight is " + bodiesInFlight
                    + "; set it to at least screening.limits.fhir-body.");
        }
    }
}
