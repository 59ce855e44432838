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
 * @param dropped how many entries were left out because they were another's or could not be read
 */
public record PrefetchedData(Map<String, Prefetch> keys, int dropped) {

    /** Copies the map and keeps its order. */
    public PrefetchedData {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
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
