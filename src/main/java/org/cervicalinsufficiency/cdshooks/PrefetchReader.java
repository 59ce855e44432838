package org.cervicalinsufficiency.cdshooks;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Judges the prefetch of a call key by key, without asking anyone. The patient comes first, so that nothing of a call
 * about two patients is looked at. Keys that the service does not have are looked at only in place of one that is
 * missing.
 */
public final class PrefetchReader {

    private final EntryParser parser;

    /** A reader that makes resources with the given R4 context. */
    public PrefetchReader(FhirContext fhir) {
        this.parser = new EntryParser(fhir);
    }

    /**
     * What each key of the service gave where nobody was asked for more.
     *
     * @throws InvalidCall if the patient sent is not the one in context
     * @throws CallTooLarge if there are more entries than are read
     */
    PrefetchedData read(HookCall call, ServiceDefinition service, ObjectNode prefetch) {
        return read(call, service, prefetch, Map.of(), Map.of());
    }

    /**
     * What each key of the service gave.
     *
     * @param prefetch what was sent or fetched, by our keys
     * @param failed what the keys give that could not be fetched
     * @param others what was sent under keys that nobody knows
     */
    PrefetchedData read(
            HookCall call,
            ServiceDefinition service,
            ObjectNode prefetch,
            Map<String, Prefetch> failed,
            Map<String, JsonNode> others) {
        EntryCounter counter = new EntryCounter();
        ReadKey reads = new ReadKey(parser, counter, call);
        SearchKey searches = new SearchKey(parser, counter, call);
        OtherKeys recognised = new OtherKeys(parser, call, others);
        Map<String, Prefetch> read = new LinkedHashMap<>();
        for (PrefetchTemplate template : service.templates()) {
            read.put(template.key(), failed.getOrDefault(template.key(), new Prefetch.Unavailable()));
        }
        service.templates().stream()
                .filter(PrefetchTemplate::isRead)
                .filter(template -> prefetch.has(template.key()))
                .forEach(template -> read.put(template.key(), reads.read(template, prefetch.get(template.key()))));
        for (PrefetchTemplate template : service.templates()) {
            if (!template.isRead() && prefetch.has(template.key())) {
                read.put(template.key(), searches.read(template, prefetch.get(template.key())));
            } else if (!template.isRead()) {
                recognised.find(template).ifPresent(found -> read.put(template.key(), found));
            }
        }
        return new PrefetchedData(read, counter.leftOut(), Set.of());
    }

    /**
     * Looks at who the patient is, before anything else is looked at or asked for.
     *
     * @throws InvalidCall if it is not the one in context
     */
    void requirePatientInContext(HookCall call, ServiceDefinition service, ObjectNode prefetch) {
        ReadKey reads = new ReadKey(parser, new EntryCounter(), call);
        service.templates().stream()
                .filter(PrefetchTemplate::isRead)
                .filter(template -> prefetch.has(template.key()))
                .forEach(template -> reads.requirePatientInContext(template, prefetch.get(template.key())));
    }

    /** The resource type of what stands under a key; empty if it is no resource. */
    static String typeOf(JsonNode node) {
        return node.isObject() && node.path("resourceType").isTextual()
                ? node.path("resourceType").asText()
                : "";
    }
}
