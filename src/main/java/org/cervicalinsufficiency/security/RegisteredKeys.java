package org.cervicalinsufficiency.security;

import com.nimbusds.jose.jwk.JWK;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.Tenants;
import org.cervicalinsufficiency.tenant.TestClients;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of everybody who is registered: handed over with the record, or fetched from the address in it. */
public final class RegisteredKeys implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RegisteredKeys.class);
    private static final int FETCHES = 2;
    private static final int WAITING = 200;
    private static final int STATIC_SETS = 1000;
    private static final long PATIENCE_MILLIS = 300;

    private final CurrentTenants tenants;
    private final KeySetFetcher fetcher;
    private final Clock clock;
    private final Predicate<String> isLeftOut;
    private final Instant started;
    private final Map<String, KeySet> handedOver = new ConcurrentHashMap<>();
    private final Map<String, RemoteKeySet> remote = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            FETCHES, FETCHES, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(WAITING), RegisteredKeys::daemon);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(RegisteredKeys::daemon);

    /**
     * @param tenants who is registered
     * @param fetcher gets key sets
     * @param clock of the machine
     */
    public RegisteredKeys(CurrentTenants tenants, KeySetFetcher fetcher, Clock clock) {
        this(tenants, fetcher, clock, false);
    }

    /**
     * The same.
     *
     * @param development whether fetched keys prove something whose private half is public
     */
    public RegisteredKeys(CurrentTenants tenants, KeySetFetcher fetcher, Clock clock, boolean development) {
        this.tenants = tenants;
        this.fetcher = fetcher;
        this.clock = clock;
        this.isLeftOut = development ? key -> false : TestClients::isKey;
        this.started = clock.instant();
    }

    /** Fetches every registered key set now and again after each pause. */
    public RegisteredKeys refreshEvery(Duration pause) {
        var unused = timer.scheduleWithFixedDelay(this::refresh, 0, Math.max(1, pause.toSeconds()), TimeUnit.SECONDS);
        return this;
    }

    /** How old the oldest of the key sets is that are fetched; counted from the start where one never came. */
    public Duration oldest() {
        return remote.values().stream()
                .map(set -> set.age().orElseGet(() -> Duration.between(started, clock.instant())))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** The key of an issuer with an id; fetched sets are looked through in order, and fetched again if none has it. */
    Optional<JWK> find(KeyRecord issuer, String id) {
        if (issuer.jwks().isPresent()) {
            return known(issuer).stream().flatMap(set -> set.find(id).stream()).findFirst();
        }
        List<RemoteKeySet> sets =
                issuer.jku().stream().map(address -> remote(issuer, address)).toList();
        return first(sets, id).or(() -> {
            await(CompletableFuture.allOf(
                    sets.stream().map(RemoteKeySet::lookAgain).toArray(CompletableFuture[]::new)));
            return first(sets, id);
        });
    }

    private static Optional<JWK> first(List<RemoteKeySet> sets, String id) {
        return sets.stream().flatMap(set -> set.known().find(id).stream()).findFirst();
    }

    private static void await(CompletableFuture<Void> look) {
        try {
            look.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            LOG.debug("A key set was not there in time.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void refresh() {
        List<KeyRecord> records = records(tenants.get());
        Set<String> addresses =
                records.stream().flatMap(record -> record.jku().stream()).collect(Collectors.toUnmodifiableSet());
        remote.keySet().retainAll(addresses);
        records.forEach(record -> record.jku().forEach(address -> {
            var unused = remote(record, address).refresh();
        }));
    }

    private RemoteKeySet remote(KeyRecord issuer, String address) {
        return remote.computeIfAbsent(
                address,
                made -> new RemoteKeySet(made, fetcher, threads, clock, isLeftOut, set -> isForeign(set, issuer)));
    }

    /** Whether a key of the set is one of another record: then nobody could tell the two apart. */
    private boolean isForeign(KeySet set, KeyRecord issuer) {
        Set<String> fetched = set.thumbprints();
        return records(tenants.get()).stream()
                .filter(record -> !record.issuer().equals(issuer.issuer()))
                .flatMap(record -> known(record).stream())
                .flatMap(known -> known.thumbprints().stream())
                .anyMatch(fetched::contains);
    }

    private List<KeySet> known(KeyRecord record) {
        if (record.jwks().isPresent()) {
            if (handedOver.size() > STATIC_SETS) {
                handedOver.clear();
            }
            return List.of(handedOver.computeIfAbsent(record.jwks().get(), RegisteredKeys::parse));
        }
        return record.jku().stream()
                .flatMap(address -> Stream.ofNullable(remote.get(address)))
                .map(RemoteKeySet::known)
                .toList();
    }

    private static KeySet parse(String jwks) {
        try {
            return KeySet.parse(jwks.getBytes(StandardCharsets.UTF_8));
        } catch (KeySet.Unusable unusable) {
            throw new IllegalStateException("A registered key set was not checked: " + unusable.getMessage(), unusable);
        }
    }

    private static List<KeyRecord> records(Tenants tenants) {
        Stream<KeyRecord> clients = tenants.all().stream()
                .flatMap(tenant -> tenant.clients().stream())
                .map(KeyRecord::of);
        return Stream.concat(clients, tenants.authorizationServer().stream().map(KeyRecord::of))
                .toList();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "key-sets");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        threads.shutdownNow();
    }
}
