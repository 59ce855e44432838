package org.cervicalinsufficiency.cdshooks;

import java.util.Set;

/** The reasons of each kind of prefetch for not proving absence. */
final class PrefetchReasons implements Prefetch.Cases<Set<GapReason>> {

    @Override
    public Set<GapReason> given(Prefetch.Given given) {
        return Set.of();
    }

    @Override
    public Set<GapReason> knownEmpty(Prefetch.KnownEmpty knownEmpty) {
        return Set.of();
    }

    @Override
    public Set<GapReason> incomplete(Prefetch.Incomplete incomplete) {
        return incomplete.reasons();
    }

    @Override
    public Set<GapReason> unknown(Prefetch.Unknown unknown) {
        return Set.of(unknown.reason());
    }

    @Override
    public Set<GapReason> unavailable(Prefetch.Unavailable unavailable) {
        return Set.of(unavailable.reason());
    }
}
