package org.cervicalinsufficiency.fhirserver.database;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Whether the store can be used, and if not, why: the database is away, or {@link StoreStart} is not through yet. */
public final class StoreState {

    static final String AWAY = "The database does not answer.";
    static final String BEGINNING = "The server has not loaded its content into the store yet.";

    private final DatabaseWatch watch;
    private final AtomicReference<Optional<String>> beginning = new AtomicReference<>(Optional.of(BEGINNING));

    /** @param watch whether the database is there */
    public StoreState(DatabaseWatch watch) {
        this.watch = watch;
    }

    /** What keeps {@code /fhir} from being served, as a sentence; empty while it can be. */
    public Optional<String> lacking() {
        return watch.isThere() ? now() : Optional.of(AWAY);
    }

    /** Whether everything can be used now. */
    public boolean isReady() {
        return lacking().isEmpty();
    }

    /** Whether this replica runs the jobs that one runs for all. */
    public boolean isLeading() {
        return isReady() && watch.isLeader();
    }

    /**
     * What the start still lacks.
     *
     * @return whether that is something else than before
     */
    boolean begins(String lacking) {
        Optional<String> before = beginning.getAndSet(Optional.of(lacking));
        return before == null || !before.equals(Optional.of(lacking));
    }

    /** The start is through. */
    void began() {
        beginning.set(Optional.empty());
    }

    /** Somebody met a database that is away. */
    void doubt() {
        watch.doubt();
    }

    boolean isDatabaseThere() {
        return watch.isThere();
    }

    private Optional<String> now() {
        Optional<String> now = beginning.get();
        return now == null ? Optional.empty() : now;
    }
}
