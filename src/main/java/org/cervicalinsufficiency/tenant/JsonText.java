package org.cervicalinsufficiency.tenant;

import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Writes a part of the file as JSON, so that a key set can stand in it as it was handed over. */
final class JsonText {

    /** Members of a key that are numbers (RFC 7517 and its registry); a {@code kid} of digits stays text. */
    private static final Set<String> NUMBERS = Set.of("exp", "nbf", "iat");

    private static final int FIRST_HARMLESS = 0x20;

    private JsonText() {}

    /** The same as JSON. */
    static String of(Node node) {
        return of(node, "");
    }

    private static String of(Node node, String name) {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream().map(JsonText::member).collect(Collectors.joining(",", "{", "}"));
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(element -> of(element, ""))
                    .collect(Collectors.joining(",", "[", "]"));
        }
        ScalarNode scalar = (ScalarNode) node;
        return isLiteral(scalar, name) ? scalar.getValue() : quoted(scalar.getValue());
    }

    private static String member(NodeTuple member) {
        String key = member.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
        return quoted(key) + ":" + of(member.getValueNode(), key);
    }

    private static boolean isLiteral(ScalarNode scalar, String name) {
        String value = scalar.getValue();
        return (Tag.BOOL.equals(scalar.getTag()) && (value.equals("true") || value.equals("false")))
                || (Tag.NULL.equals(scalar.getTag()) && value.equals("null"))
                || (Tag.INT.equals(scalar.getTag()) && NUMBERS.contains(name) && value.matches("[1-9][0-9]{0,15}"));
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < FIRST_HARMLESS) {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
