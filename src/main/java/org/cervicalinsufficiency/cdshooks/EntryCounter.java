package org.cervicalinsufficiency.cdshooks;

/** Counts the entries of one call against the published limits, and those that were left out. */
final class EntryCounter {

    private static final int MAX_OF_KEY = 500;
    private static final int MAX_OF_CALL = 2000;

    private int read;
    private int dropped;

    /** Takes note of the entries of one key; refuses the call if they are too many. */
    void read(String key, int entries) {
        if (entries > MAX_OF_KEY) {
            throw CallTooLarge.entriesOfKey(key, MAX_OF_KEY);
        }
        read += entries;
        if (read > MAX_OF_CALL) {
            throw CallTooLarge.entriesOfCall(MAX_OF_CALL);
        }
    }

    /** Takes note of one entry that was left out. */
    void dropOne() {
        dropped++;
    }

    int dropped() {
        return dropped;
    }
}
