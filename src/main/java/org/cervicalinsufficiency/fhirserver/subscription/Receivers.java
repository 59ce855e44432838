package org.cervicalinsufficiency.fhirserver.subscription;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** How many attempts are under way at each receiver: one that hangs keeps its own few places, and nobody else's. */
final class Receivers {

    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();
    private final int perReceiver;

    Receivers(int perReceiver) {
        this.perReceiver = perReceiver;
    }

    /** Takes all free places of a receiver; each is to be given back. */
    int takeAll(String target) {
        return of(target).drainPermits();
    }

    /** Gives places back. */
    void giveBack(String target, int count) {
        of(target).release(count);
    }

    private Semaphore of(String target) {
        return places.computeIfAbsent(target, unknown -> new Semaphore(perReceiver));
    }
}
