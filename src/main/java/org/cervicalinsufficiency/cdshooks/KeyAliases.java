package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what a client sent under names of its own: people type the keys in by hand. A name that is registered for the
 * tenant says the same as ours. A Patient says by itself what it is. Anything else is only recognised as a part
 * ({@link OtherKeys}).
 */
final class KeyAliases {

    private KeyAliases() {}

    /** The prefetch under our keys, and what is left under others. */
    record Sorted(ObjectNode known, Map<String, JsonNode> others) {}

    /** Sorts what was sent. What stands under our own key goes before what stands under an alias. */
    static Sorted sort(HookCall call, ServiceDefinition service, ObjectNode prefetch) {
        Map<String, JsonNode> others = new LinkedHashMap<>();
        prefetch.properties().forEach(member -> others.put(member.getKey(), member.getValue()));
        ObjectNode known = prefetch.objectNode();
        for (PrefetchTemplate template : service.templates()) {
            if (others.containsKey(template.key())) {
                known.set(template.key(), others.remove(template.key()));
            }
        }
        Map<String, List<String>> aliases = call.caller().tenant().ehr().keyAliases();
        for (PrefetchTemplate template : service.templates()) {
            for (String alias : aliases.getOrDefault(template.key(), List.of())) {
                JsonNode value = others.remove(alias);
                if (value != null && !known.has(template.key())) {
                    known.set(template.key(), value);
                }
            }
        }
        service.templates().stream()
                .filter(template -> template.isRead() && !known.has(template.key()))
                .forEach(template -> others.values().stream()
                        .filter(value -> isPatientInContext(template, value, call))
                        .findFirst()
                        .ifPresent(value -> known.set(template.key(), value)));
        return new Sorted(known, others);
    }

    private static boolean isPatientInContext(PrefetchTemplate template, JsonNode value, HookCall call) {
        return PrefetchReader.typeOf(value).equals(template.resourceType())
                && value.path("id").isTextual()
                && value.path("id").textValue().equals(call.patientId());
    }
}
