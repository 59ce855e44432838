package org.cervicalinsufficiency.cdshooks;

import java.util.ArrayList;
import java.util.List;

/** Counts the entries of one call against the published limits, and keeps which ones were left out and why. */
final class EntryCounter {

    private static final int MAX_OF_KEY = 500;
    private static final int MAX_OF_CALL = 2000;

    private int read;
    private final List<DataGap> leftOut = new ArrayList<>();

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
    void leaveOut(String key, GapReason reason) {
        leftOut.add(new DataGap(key, reason.code()));
    }

    List<DataGap> leftOut() {
        return List.copyOf(leftOut);
    }
}
