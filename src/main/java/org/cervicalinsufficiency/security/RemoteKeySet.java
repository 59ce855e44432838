package org.cervicalinsufficiency.security;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key set behind one registered address. The last good one is kept while its owner is down; a key that is not in it
 * makes the server look again, once a minute at most, however many calls ask for it.
 */
final class RemoteKeySet {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeySet.class);
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration BETWEEN_EXTRAS = Duration.ofMinutes(1);

    private final URI address;
    private final KeySetFetcher fetcher;
    private final Executor threads;
    private final Clock clock;
    private final Predicate<String> isLeftOut;
    private final Predicate<KeySet> isForeign;
    private final AtomicReference<Held> held = new AtomicReference<>(new Held(KeySet.NONE, Instant.MIN));
    private final AtomicReference<Instant> lastExtra = new AtomicReference<>(Instant.MIN);
    private final AtomicReference<CompletableFuture<Void>> running =
            new AtomicReference<>(CompletableFuture.completedFuture(null));

    private record Held(KeySet set, Instant since) {}

    /**
     * @param address where the set is
     * @param fetcher gets it
     * @param threads fetch in the background
     * @param clock of the machine
     * @param isLeftOut whether a key proves nothing, by its thumbprint
     * @param isForeign whether a set holds a key that another record has
     */
    RemoteKeySet(
            String address,
            KeySetFetcher fetcher,
            Executor threads,
            Clock clock,
            Predicate<String> isLeftOut,
            Predicate<KeySet> isForeign) {
        this.address = URI.create(address);
        this.fetcher = fetcher;
        this.threads = threads;
        this.clock = clock;
        this.isLeftOut = isLeftOut;
        this.isForeign = isForeign;
    }

    /** How old the set is that is held; empty as long as there never was one. */
    Optional<Duration> age() {
        Instant since = Objects.requireNonNull(held.get()).since();
        return since.equals(Instant.MIN) ? Optional.empty() : Optional.of(Duration.between(since, clock.instant()));
    }

    /** The keys that are known now. */
    KeySet known() {
        Held now = Objects.requireNonNull(held.get());
        return now.since().isBefore(clock.instant().minus(KEPT)) ? KeySet.NONE : now.set();
    }

    /** Fetches the set in the background, unless that is under way. */
    CompletableFuture<Void> refresh() {
        CompletableFuture<Void> now = Objects.requireNonNull(running.get());
        if (!now.isDone()) {
            return now;
        }
        CompletableFuture<Void> mine = new CompletableFuture<>();
        if (!running.compareAndSet(now, mine)) {
            return Objects.requireNonNull(running.get());
        }
        try {
            threads.execute(() -> {
                try {
                    fetch();
                } finally {
                    mine.complete(null);
                }
            });
        } catch (RejectedExecutionException busy) {
            mine.complete(null);
        }
        return mine;
    }

    /** A look for a key that is not known: one of its own once a minute, otherwise the one that is under way. */
    CompletableFuture<Void> lookAgain() {
        Instant now = clock.instant();
        Instant last = Objects.requireNonNull(lastExtra.get());
        boolean due = last.equals(Instant.MIN) || !last.plus(BETWEEN_EXTRAS).isAfter(now);
        return due && lastExtra.compareAndSet(last, now) ? refresh() : Objects.requireNonNull(running.get());
    }

    private void fetch() {
        try {
            KeySet set = KeySet.parse(fetcher.fetch(address)).without(isLeftOut);
            if (isForeign.test(set)) {
                throw new KeySet.Unusable("a key in it belongs to another record");
            }
            held.set(new Held(set, clock.instant()));
        } catch (KeySet.Unusable unusable) {
            LOG.error(
                    "The key set of {} is refused, the last good one is kept: {}.",
                    address.getHost(),
                    unusable.getMessage());
        } catch (IOException | RuntimeException failure) {
            LOG.warn(
                    "The key set of {} could not be fetched ({}), the last good one is kept.",
                    address.getHost(),
                    failure.getClass().getSimpleName());
        }
    }
}
