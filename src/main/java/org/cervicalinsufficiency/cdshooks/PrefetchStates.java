package org.cervicalinsufficiency.cdshooks;

import java.util.List;

/**
 * In one word what came of each prefetch key, for whoever counts.
 *
 * @param fetched whether the client's FHIR server gave it
 */
public record PrefetchStates(boolean fetched) implements Prefetch.Cases<String> {

    /** Every word there is. */
    public static final List<String> ALL = List.of("supplied", "fetched", "missing", "failed", "outcome", "incomplete");

    /** The word for a key. */
    public static String of(PrefetchedData data, String key) {
        return data.key(key).map(new PrefetchStates(data.fetched().contains(key)));
    }

    @Override
    public String given(Prefetch.Given given) {
        return fetched ? "fetched" : "supplied";
    }

    @Override
    public String knownEmpty(Prefetch.KnownEmpty knownEmpty) {
        return fetched ? "fetched" : "supplied";
    }

    @Override
    public String incomplete(Prefetch.Incomplete incomplete) {
        return "incomplete";
    }

    @Override
    public String unknown(Prefetch.Unknown unknown) {
        return unknown.reason() == GapReason.OUTCOME_ERROR ? "outcome" : "failed";
    }

    @Override
    public String unavailable(Prefetch.Unavailable unavailable) {
        return unavailable.reason() == GapReason.NOT_GIVEN ? "missing" : "failed";
    }
}
