package org.cervicalinsufficiency.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;

/** The rule of CDS Hooks that no member is {@code null}, an empty text, an empty array or an empty object. */
final class EmptyMembers {

    private EmptyMembers() {}

    /** Whether nothing below this node is empty. */
    static boolean none(JsonNode node) {
        for (JsonNode child : node) {
            if (isEmpty(child) || !none(child)) {
                return false;
            }
        }
        return true;
    }

    /** Takes out everything below this node that is empty, or becomes so when its own empty members are gone. */
    static void remove(JsonNode node) {
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            Iterator<JsonNode> children = node.elements();
            while (children.hasNext()) {
                JsonNode child = children.next();
                remove(child);
                if (isEmpty(child)) {
                    children.remove();
                }
            }
        }
    }

    private static boolean isEmpty(JsonNode node) {
        return node.isNull()
                || (node.isTextual() && node.textValue().isEmpty())
                || (node.isContainerNode() && node.isEmpty());
    }
}
