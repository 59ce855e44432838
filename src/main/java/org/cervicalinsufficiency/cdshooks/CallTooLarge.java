package org.cervicalinsufficiency.cdshooks;

/** A call over one of the published limits. */
public final class CallTooLarge extends RefusedCall {

    private static final long serialVersionUID = 1L;

    private CallTooLarge(String sentence) {
        super(Problem.TOO_LARGE, sentence);
    }

    /** The body is over the limit. */
    public static CallTooLarge body(long limit) {
        return new CallTooLarge("The body is larger than " + limit + " bytes; send only what discovery asks for.");
    }

    /** One prefetch key has more entries than are read. */
    static CallTooLarge entriesOfKey(String key, int limit) {
        return new CallTooLarge("The prefetch key " + key + " has more than " + limit
                + " entries; send the newest ones and a next link for the rest.");
    }

    /** All prefetch keys together have more entries than are read. */
    static CallTooLarge entriesOfCall(int limit) {
        return new CallTooLarge("The prefetch has more than " + limit
                + " entries in all; send the newest ones and next links for the rest.");
    }
}
