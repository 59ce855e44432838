package org.cervicalinsufficiency.security;

import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private static final long PATIENCE_MILLIS = 300;

    private final URI address;
    private final KeySetFetcher fetcher;
    private final Executor threads;
    private final Clock clock;
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
     * @param isForeign whether a set holds a key that another record has
     */
    RemoteKeySet(String address, KeySetFetcher fetcher, Executor threads, Clock clock, Predicate<KeySet> isForeign) {
        this.address = URI.create(address);
        this.fetcher = fetcher;
        this.threads = threads;
        this.clock = clock;
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

    /** The key with an id, looked for again if it is not known. */
    Optional<JWK> find(String id) {
        Optional<JWK> key = known().find(id);
        if (key.isPresent()) {
            return key;
        }
        lookAgain();
        return known().find(id);
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

    private void lookAgain() {
        Instant now = clock.instant();
        Instant last = Objects.requireNonNull(lastExtra.get());
        boolean due = last.equals(Instant.MIN) || !last.plus(BETWEEN_EXTRAS).isAfter(now);
        CompletableFuture<Void> look = due && lastExtra.compareAndSet(last, now) ? refresh() : running.get();
        try {
            Objects.requireNonNull(look).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            LOG.debug("A key set was not there in time.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void fetch() {
        try {
            KeySet set = KeySet.parse(fetcher.fetch(address));
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
