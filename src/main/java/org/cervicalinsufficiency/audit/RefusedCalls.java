package org.cervicalinsufficiency.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes refusals down without letting whoever is refused fill the trail: the first of a kind is a record of its own before
 * its answer goes out; those that follow are counted, and each interval makes one record of them. How many kinds are told
 * apart is bounded as well.
 */
public final class RefusedCalls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedCalls.class);
    private static final int KINDS = 100;
    private static final long LAST_SECONDS = 5;
    private static final int ADDRESSES = 8;

    private final CallTrail trail;
    private final Clock clock;
    private final ScheduledExecutorService intervals;
    private final Map<Refused, Counted> kinds = new HashMap<>();

    /** How often, since when, and from where; guarded by the map. */
    private static final class Counted {
        private long times;
        private Instant since;
        private final Set<String> addresses = new LinkedHashSet<>();

        Counted(Instant since) {
            this.since = since;
        }

        void add(long more, Iterable<String> from) {
            times += more;
            for (String address : from) {
                if (addresses.size() < ADDRESSES) {
                    addresses.add(address);
                }
            }
        }
    }

    /**
     * @param trail takes the records
     * @param clock of the records
     */
    public RefusedCalls(CallTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
        this.intervals = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "audit-refusals");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to write down, each time an interval is over, what was counted in it. */
    public RefusedCalls every(Duration interval) {
        var unused = intervals.scheduleWithFixedDelay(
                this::tryWrite, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /**
     * A call was refused. This never fails: the call is refused in any case.
     *
     * @param kind what it was
     * @param address network address that it came from
     */
    public void add(Refused kind, String address) {
        Instant now = clock.instant();
        Refused counted;
        synchronized (kinds) {
            counted = kinds.containsKey(kind) || kinds.size() < KINDS ? kind : kind.ofAnybody();
            Counted known = kinds.get(counted);
            if (known != null) {
                known.add(1, List.of(address));
                return;
            }
            kinds.put(counted, new Counted(now));
        }
        if (!isWritten(
                counted, new AuditedCall.Repeats(counted.reason(), counted.claimed(), 1, now, List.of(address)))) {
            again(counted, 1, now, List.of(address));
        }
    }

    /** Writes down what was counted since the last time. Of what has not come again since, the next is a first one. */
    public void write() {
        Map<Refused, AuditedCall.Repeats> due = new HashMap<>();
        Instant now = clock.instant();
        synchronized (kinds) {
            kinds.values().removeIf(counted -> counted.times == 0);
            kinds.forEach((kind, counted) -> {
                due.put(
                        kind,
                        new AuditedCall.Repeats(
                                kind.reason(),
                                kind.claimed(),
                                counted.times,
                                counted.since,
                                List.copyOf(counted.addresses)));
                counted.times = 0;
                counted.since = now;
                counted.addresses.clear();
            });
        }
        due.forEach((kind, repeats) -> {
            if (!isWritten(kind, repeats)) {
                again(kind, repeats.times(), repeats.since(), repeats.addresses());
            }
        });
    }

    /** What could not be written waits for the next time. */
    private void again(Refused kind, long times, Instant since, List<String> addresses) {
        synchronized (kinds) {
            Counted counted = kinds.computeIfAbsent(kind, gone -> new Counted(since));
            counted.since = since.isBefore(counted.since) ? since : counted.since;
            counted.add(times, addresses);
        }
    }

    private boolean isWritten(Refused kind, AuditedCall.Repeats repeats) {
        String address = repeats.addresses().stream().findFirst().orElse("");
        try {
            trail.record(new AuditedCall(
                    UUID.randomUUID().toString(),
                    clock.instant(),
                    new AuditedCall.Who(kind.tenant(), kind.client(), "", address),
                    new AuditedCall.What(kind.door(), "", "", ""),
                    "",
                    new AuditedCall.Outcome(kind.status(), List.of(), repeats)));
            return true;
        } catch (NotAudited | RuntimeException notTaken) {
            // The call is refused in any case, and whoever is refused must get to read so.
            return false;
        }
    }

    private void tryWrite() {
        try {
            write();
        } catch (RuntimeException failed) {
            LOG.error(
                    "Refused calls could not be written to the audit trail: {}",
                    failed.getClass().getName());
        }
    }

    /** Writes down what is left. */
    @Override
    public void close() {
        intervals.shutdown();
        try {
            // Not interrupted: that would close the file under a record.
            if (!intervals.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("Refused calls are still being written to the audit trail at the end");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        tryWrite();
    }
}
