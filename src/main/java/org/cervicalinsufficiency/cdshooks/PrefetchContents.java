package org.cervicalinsufficiency.cdshooks;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/** The resources of each kind of prefetch. */
final class PrefetchContents implements Prefetch.Cases<List<Resource>> {

    @Override
    public List<Resource> given(Prefetch.Given given) {
        return given.resources();
    }

    @Override
    public List<Resource> knownEmpty(Prefetch.KnownEmpty knownEmpty) {
        return List.of();
    }

    @Override
    public List<Resource> incomplete(Prefetch.Incomplete incomplete) {
        return incomplete.resources();
    }

    @Override
    public List<Resource> unknown(Prefetch.Unknown unknown) {
        return List.of();
    }

    @Override
    public List<Resource> unavailable(Prefetch.Unavailable unavailable) {
        return List.of();
    }
}
