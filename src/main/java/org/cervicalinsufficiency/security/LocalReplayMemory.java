package org.cervicalinsufficiency.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The memory of this process. Each issuer has a part of its own, so that a flood of one cannot fill the parts of the
 * others; a full part knows nothing about new tokens, and forgets none before its time.
 */
public final class LocalReplayMemory implements ReplayMemory {

    private static final Duration BETWEEN_PURGES = Duration.ofSeconds(10);

    private final int capacity;
    private final Clock clock;
    private final Map<String, Map<String, Instant>> issuers = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> lastPurge = new AtomicReference<>(Instant.MIN);

    /**
     * @param capacity how many tokens of each issuer are remembered at most
     * @param clock of the machine
     */
    public LocalReplayMemory(int capacity, Clock clock) {
        this.capacity = capacity;
        this.clock = clock;
    }

    @Override
    public Memory use(String issuer, String id, Instant until) {
        purge();
        Map<String, Instant> used = issuers.computeIfAbsent(issuer, made -> new ConcurrentHashMap<>());
        String digest = TokenDigest.of(issuer, id);
        if (used.containsKey(digest)) {
            return Memory.REPEATED;
        }
        if (used.size() >= capacity) {
            return Memory.UNKNOWN;
        }
        return used.putIfAbsent(digest, until) == null ? Memory.FIRST : Memory.REPEATED;
    }

    /** Takes a use back that led to nothing. */
    void forget(String issuer, String id) {
        Map<String, Instant> used = issuers.get(issuer);
        if (used != null) {
            used.remove(TokenDigest.of(issuer, id));
        }
    }

    private void purge() {
        Instant now = clock.instant();
        Instant last = Objects.requireNonNull(lastPurge.get());
        boolean due = last.equals(Instant.MIN) || last.plus(BETWEEN_PURGES).isBefore(now);
        if (due && lastPurge.compareAndSet(last, now)) {
            issuers.values().forEach(used -> used.values().removeIf(until -> until.isBefore(now)));
        }
    }
}
