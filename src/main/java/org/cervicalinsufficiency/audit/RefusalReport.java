package org.cervicalinsufficiency.audit;

import java.time.Instant;
import java.util.List;

/** Tells of refused calls that are no tenant's: nobody can tell who called, so no tenant's auditor reads of them. */
@FunctionalInterface
public interface RefusalReport {

    /** The records of a time, the newest first, and not more than can be read at once. */
    List<Row> between(Instant from, Instant until);

    /**
     * Calls that were refused for the same reason.
     *
     * @param since when the first of them came
     * @param until when this was written down
     * @param door what was called
     * @param status HTTP status of the answers
     * @param reason what was wrong, as a word of ours; empty where the status says it
     * @param times how many
     * @param addresses some of the network addresses that they came from
     */
    record Row(
            Instant since, Instant until, String door, int status, String reason, long times, List<String> addresses) {
        /** Copies the list. */
        public Row {
            addresses = List.copyOf(addresses);
        }
    }
}
