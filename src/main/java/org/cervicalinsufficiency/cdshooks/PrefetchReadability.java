package org.cervicalinsufficiency.cdshooks;

/** Which kinds of prefetch let a service answer when the key is essential to it. */
final class PrefetchReadability implements Prefetch.Cases<Boolean> {

    @Override
    public Boolean given(Prefetch.Given given) {
        return true;
    }

    @Override
    public Boolean knownEmpty(Prefetch.KnownEmpty knownEmpty) {
        return true;
    }

    @Override
    public Boolean incomplete(Prefetch.Incomplete incomplete) {
        return true;
    }

    @Override
    public Boolean unknown(Prefetch.Unknown unknown) {
        return false;
    }

    @Override
    public Boolean unavailable(Prefetch.Unavailable unavailable) {
        return false;
    }
}
