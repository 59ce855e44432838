package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;

/** Finds what changes the meaning of a resource in a way that is unknown here: FHIR forbids to use it blindly. */
final class Modifiers {

    private Modifiers() {}

    /** Whether the resource follows implicit rules or carries a modifier extension anywhere. */
    static boolean in(JsonNode resource) {
        return resource.has("implicitRules") || hasModifierExtension(resource);
    }

    private static boolean hasModifierExtension(JsonNode node) {
        if (node.path("modifierExtension").size() > 0) {
            return true;
        }
        for (JsonNode child : node) {
            if (child.isContainerNode() && hasModifierExtension(child)) {
                return true;
            }
        }
        return false;
    }
}
