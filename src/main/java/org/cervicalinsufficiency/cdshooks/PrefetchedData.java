package org.cervicalinsufficiency.cdshooks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;

/**
 * What all prefetch keys of a call gave.
 *
 * @param keys what each key gave, in the order of the service's definition
 * @param leftOut one for each entry that was left out because it was another's or could not be read
 * @param fetched keys that were not sent, or not whole, and that the client's FHIR server gave something for
 */
public record PrefetchedData(Map<String, Prefetch> keys, List<DataGap> leftOut, Set<String> fetched) {

    /** Copies; the map keeps its order. */
    public PrefetchedData {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        leftOut = List.copyOf(leftOut);
        fetched = Set.copyOf(fetched);
    }

    /** The same, with what is known of where it came from. */
    PrefetchedData fetched(Set<String> fromServer) {
        return new PrefetchedData(keys, leftOut, fromServer);
    }

    /** How many entries were left out. */
    public int dropped() {
        return leftOut.size();
    }

    /** What this key gave; a key that the service does not have is unavailable. */
    public Prefetch key(String key) {
        return keys.getOrDefault(key, new Prefetch.Unavailable());
    }

    /** All resources of the patient, each type and id once; resources without an id all count. */
    public List<Resource> resources() {
        Set<String> seen = new HashSet<>();
        List<Resource> resources = new ArrayList<>();
        for (Prefetch prefetch : keys.values()) {
            for (Resource resource : prefetch.resources()) {
                if (!resource.hasIdElement() || seen.add(identity(resource))) {
                    resources.add(resource);
                }
            }
        }
        return Collections.unmodifiableList(resources);
    }

    /** Every reason why a key does not prove absence. */
    public List<DataGap> gaps() {
        List<DataGap> gaps = new ArrayList<>();
        keys.forEach((key, prefetch) ->
                prefetch.reasons().forEach(reason -> gaps.add(new DataGap(key, reason.code()))));
        return Collections.unmodifiableList(gaps);
    }

    private static String identity(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}
