package org.cervicalinsufficiency.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** The codes that a JSON file holds, wherever they stand: codings, quantities, lists of a value set, maps. */
final class WrittenCodes {

    /** One code with the system that gives it its meaning. */
    record Written(String system, String code) {}

    private final Set<Written> found = new LinkedHashSet<>();

    private WrittenCodes() {}

    static Set<Written> in(JsonNode json) {
        WrittenCodes codes = new WrittenCodes();
        codes.walk(json);
        return codes.found;
    }

    private void walk(JsonNode node) {
        if (node.path("system").isTextual()) {
            add(node.path("system"), node);
            node.path("concept").forEach(concept -> add(node.path("system"), concept));
        }
        if (node.path("element").isArray()) {
            node.path("element").forEach(element -> {
                add(node.path("source"), element);
                element.path("target").forEach(target -> add(node.path("target"), target));
            });
        }
        node.forEach(this::walk);
    }

    private void add(JsonNode system, JsonNode holder) {
        if (system.isTextual() && holder.path("code").isTextual()) {
            found.add(new Written(system.textValue(), holder.path("code").textValue()));
        }
    }
}
