package org.cervicalinsufficiency.cdshooks;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Judges the prefetch of a call key by key, without asking anyone. The patient comes first, so that nothing of a call
 * about two patients is looked at; keys that the service does not have are not looked at either.
 */
public final class PrefetchReader {

    private final EntryParser parser;

    /** A reader that makes resources with the given R4 context. */
    public PrefetchReader(FhirContext fhir) {
        this.parser = new EntryParser(fhir);
    }

    /**
     * What each key of the service gave.
     *
     * @throws InvalidCall if the patient sent is not the one in context
     * @throws CallTooLarge if there are more entries than are read
     */
    PrefetchedData read(HookCall call, ServiceDefinition service, ObjectNode prefetch) {
        EntryCounter counter = new EntryCounter();
        ReadKey reads = new ReadKey(parser, counter, call);
        SearchKey searches = new SearchKey(parser, counter, call);
        Map<String, Prefetch> read = new LinkedHashMap<>();
        for (PrefetchTemplate template : service.templates()) {
            read.put(template.key(), new Prefetch.Unavailable());
        }
        service.templates().stream()
                .filter(PrefetchTemplate::isRead)
                .filter(template -> prefetch.has(template.key()))
                .forEach(template -> read.put(template.key(), reads.read(template, prefetch.get(template.key()))));
        service.templates().stream()
                .filter(template -> !template.isRead())
                .filter(template -> prefetch.has(template.key()))
                .forEach(template -> read.put(template.key(), searches.read(template, prefetch.get(template.key()))));
        return new PrefetchedData(read, counter.dropped());
    }

    /** The resource type of what stands under a key; empty if it is no resource. */
    static String typeOf(JsonNode node) {
        return node.isObject() && node.path("resourceType").isTextual()
                ? node.path("resourceType").asText()
                : "";
    }
}
