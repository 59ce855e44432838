package org.cervicalinsufficiency.soak;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What came of the calls of some time.
 *
 * @param times of the answered calls, by kind
 * @param failed calls with another answer than they should have, or none
 * @param firstFailure what came in place of it, the first time
 * @param elapsed until the last answer
 */
public record Count(Map<Kind, Times> times, long failed, Optional<String> firstFailure, Duration elapsed) {

    /** Copies. */
    public Count {
        times = Collections.unmodifiableMap(new EnumMap<>(times));
    }

    /**
     * How long the calls of one kind took.
     *
     * @param calls how many there were
     * @param p50 half of them took no longer, in milliseconds
     * @param p99 99 of 100 took no longer, in milliseconds
     * @param max the longest, in milliseconds
     */
    public record Times(long calls, double p50, double p99, double max) {}

    /** Those of one kind. */
    public Times of(Kind kind) {
        return times.getOrDefault(kind, new Times(0, 0, 0, 0));
    }

    /** All that were answered. */
    public long calls() {
        return times.values().stream().mapToLong(Times::calls).sum();
    }

    /** Answered calls in a second. */
    public double perSecond() {
        return calls() / (elapsed.toNanos() / 1e9);
    }
}
