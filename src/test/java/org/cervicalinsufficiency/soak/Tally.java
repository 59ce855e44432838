package org.cervicalinsufficiency.soak;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts calls while they are made. */
final class Tally {

    private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);
    private static final int DIGITS = 3;
    private static final int MOST_TOLD = 400;

    private final Map<Kind, Histogram> micros = new EnumMap<>(Kind.class);
    private final AtomicLong failed = new AtomicLong();
    private volatile String firstFailure = "";

    Tally() {
        for (Kind kind : Kind.values()) {
            micros.put(kind, new ConcurrentHistogram(LONGEST_MICROS, DIGITS));
        }
    }

    void answered(Kind kind, long nanos) {
        histogram(kind).recordValue(Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(nanos)));
    }

    private Histogram histogram(Kind kind) {
        Histogram histogram = micros.get(kind);
        if (histogram == null) {
            throw new IllegalArgumentException("Nobody counts " + kind + ".");
        }
        return histogram;
    }

    /** @param what came in place of the right answer */
    void failed(Kind kind, String what) {
        if (failed.getAndIncrement() == 0) {
            String told = kind + ": " + what;
            firstFailure = told.substring(0, Math.min(MOST_TOLD, told.length()));
        }
    }

    /** What came of it, after this time. */
    Count over(Duration elapsed) {
        Map<Kind, Count.Times> times = new EnumMap<>(Kind.class);
        micros.forEach((kind, each) -> times.put(
                kind,
                new Count.Times(
                        each.getTotalCount(),
                        each.getValueAtPercentile(50) / 1000.0,
                        each.getValueAtPercentile(99) / 1000.0,
                        each.getMaxValue() / 1000.0)));
        return new Count(times, failed.get(), Optional.of(firstFailure).filter(text -> !text.isEmpty()), elapsed);
    }
}
