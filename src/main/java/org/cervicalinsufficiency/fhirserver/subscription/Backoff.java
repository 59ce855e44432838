package org.cervicalinsufficiency.fhirserver.subscription;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after a failed attempt: twice as long each time up to a limit, between three quarters and the whole of
 * it by chance, so that many notices do not come back at one moment.
 */
final class Backoff {

    private static final int MOST_DOUBLINGS = 30;
    private static final double LEAST_SHARE = 0.75;

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier chance;

    /**
     * @param first the pause after the first failure
     * @param longest the limit
     * @param chance numbers from 0 to below 1
     */
    Backoff(Duration first, Duration longest, DoubleSupplier chance) {
        this.first = first;
        this.longest = longest;
        this.chance = chance;
    }

    /**
     * The pause before the next attempt.
     *
     * @param failures how many attempts failed so far, at least 1
     */
    Duration after(int failures) {
        long factor = 1L << Math.min(failures - 1, MOST_DOUBLINGS);
        double grown = Math.min((double) first.toMillis() * factor, longest.toMillis());
        return Duration.ofMillis(Math.round(grown * (LEAST_SHARE + (1 - LEAST_SHARE) * chance.getAsDouble())));
    }
}
