package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;

/**
 * Recognises by content what stands under keys that nobody registered, where our own key could not be had. Nobody knows
 * which search brought it, so it is good as evidence that something is there, never that it is not.
 */
final class OtherKeys {

    private static final int MAX_ENTRIES = 500;

    private final EntryParser parser;
    private final HookCall call;
    private final Map<String, JsonNode> others;

    OtherKeys(EntryParser parser, HookCall call, Map<String, JsonNode> others) {
        this.parser = parser;
        this.call = call;
        this.others = others;
    }

    /** What there is for a search that brought nothing; empty if no other key holds anything of this patient. */
    Optional<Prefetch> find(PrefetchTemplate template) {
        Map<String, Resource> found = new LinkedHashMap<>();
        Set<GapReason> reasons = EnumSet.of(GapReason.OTHER_KEY);
        for (Map.Entry<String, JsonNode> other : others.entrySet()) {
            if (holdsOnly(template.resourceType(), other.getValue())) {
                // What is left out here was never asked for, so it is not counted either.
                Prefetch read = new SearchKey(parser, new EntryCounter(), call).read(template, other.getValue());
                reasons.addAll(read.reasons());
                read.resources().forEach(resource -> found.put(other.getKey() + found.size(), resource));
            }
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Prefetch.Incomplete(List.copyOf(found.values()), reasons));
    }

    private static boolean holdsOnly(String type, JsonNode value) {
        if (!PrefetchReader.typeOf(value).equals("Bundle")) {
            return PrefetchReader.typeOf(value).equals(type);
        }
        SearchSet set = new SearchSet(value);
        return set.isReadable()
                && set.size() <= MAX_ENTRIES
                && !set.matches().isEmpty()
                && set.matches().stream()
                        .allMatch(match -> PrefetchReader.typeOf(match).equals(type));
    }
}
