package org.cervicalinsufficiency.cdshooks.ehr;

import java.time.Duration;

/**
 * How long one call may ask, and how much may come.
 *
 * @param deadline for everything that one call asks for
 * @param perRequest for one request, from the name to the last byte
 * @param connect for a connection
 * @param concurrentCalls hook calls that may ask one tenant's server at the same time
 * @param answerBytes of one answer, after decompression
 * @param callBytes of all answers of one call
 * @param pages of one key
 * @param entries of one key
 */
public record EhrLimits(
        Duration deadline,
        Duration perRequest,
        Duration connect,
        int concurrentCalls,
        int answerBytes,
        int callBytes,
        int pages,
        int entries) {

    private static final int MEBIBYTE = 1024 * 1024;
    private static final int PAGES = 5;
    private static final int ENTRIES = 500;

    /** Refuses what leaves no time or lets nobody ask. */
    public EhrLimits {
        require(deadline.toMillis() > 0, "deadline", deadline);
        require(perRequest.toMillis() > 0, "per-request", perRequest);
        require(connect.toMillis() > 0, "connect", connect);
        require(concurrentCalls > 0, "concurrent-calls", concurrentCalls);
    }

    /** With the sizes that security needs and these times. */
    public static EhrLimits of(Duration deadline, Duration perRequest, Duration connect, int concurrentCalls) {
        return new EhrLimits(
                deadline, perRequest, connect, concurrentCalls, 2 * MEBIBYTE, 4 * MEBIBYTE, PAGES, ENTRIES);
    }

    private static void require(boolean fulfilled, String setting, Object value) {
        if (!fulfilled) {
            throw new IllegalArgumentException("screening.ehr." + setting + " is " + value + "; set it above zero.");
        }
    }
}
