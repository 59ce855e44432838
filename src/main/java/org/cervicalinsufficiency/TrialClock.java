package org.cervicalinsufficiency;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import org.cervicalinsufficiency.webapp.DemoDay;

/**
 * The one clock of a server that is tried out: it can be stopped at another day while the server runs, and put back to
 * what it was at the start. It knows days and nobody's data. The profile {@code production} has a clock without this.
 */
final class TrialClock extends Clock implements DemoDay {

    private final Clock start;
    private final AtomicReference<Clock> current;
    private final ZoneId zone;

    /** A clock that begins as another one. */
    TrialClock(Clock start) {
        this(start, new AtomicReference<>(start), start.getZone());
    }

    private TrialClock(Clock start, AtomicReference<Clock> current, ZoneId zone) {
        this.start = start;
        this.current = current;
        this.zone = zone;
    }

    /** A clock that stands at noon of a day. */
    static Clock noonOf(LocalDate day, ZoneId zone) {
        return Clock.fixed(day.atTime(LocalTime.NOON).atZone(zone).toInstant(), zone);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock, moved by the same hand, in another zone. */
    @Override
    public Clock withZone(ZoneId other) {
        return new TrialClock(start, current, other);
    }

    @Override
    public Instant instant() {
        return now().instant();
    }

    @Override
    public LocalDate today() {
        return LocalDate.now(this);
    }

    @Override
    public boolean isMoved() {
        return now() != start;
    }

    @Override
    public void moveTo(LocalDate day) {
        current.set(noonOf(day, start.getZone()));
    }

    @Override
    public void moveBack() {
        current.set(start);
    }

    /** There is always one. */
    private Clock now() {
        Clock now = current.get();
        return now == null ? start : now;
    }
}
