package org.cervicalinsufficiency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test puts forward. */
public final class MovableClock extends Clock {

    private final AtomicReference<Instant> now;

    /** @param begin where it stands first */
    public MovableClock(Instant begin) {
        this.now = new AtomicReference<>(begin);
    }

    /** Puts it forward. */
    public void advance(Duration time) {
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
