package org.cervicalinsufficiency.soak;

/** Looks at a server's process. */
public interface Vitals {

    /** What it holds after everything was collected. */
    Held held();

    /**
     * What a process holds.
     *
     * @param heap bytes in use after a full collection
     * @param resident bytes of memory; negative where that is not known
     * @param threads how many
     * @param files that are open, sockets among them; negative where that is not known
     */
    record Held(long heap, long resident, int threads, long files) {}
}
