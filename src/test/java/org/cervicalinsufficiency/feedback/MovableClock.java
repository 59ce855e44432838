package org.cervicalinsufficiency.feedback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test puts forward. */
final class MovableClock extends Clock {

    private final AtomicReference<Instant> now;

    MovableClock(Instant begin) {
        this.now = new AtomicReference<>(begin);
    }

    void advance(Duration time) {
        var unused = now.updateAndGet(moment -> moment.plus(time));
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
