package org.cervicalinsufficiency.tenant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** One mapping of the file, read field by field; what does not fit is noted and read as if it were not there. */
final class Section {

    private final MappingNode node;
    private final String path;
    private final Findings findings;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /** Notes keys that stand twice. */
    Section(MappingNode node, String path, Findings findings) {
        this.node = node;
        this.path = path;
        this.findings = findings;
        for (NodeTuple member : node.getValue()) {
            String key = member.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (values.putIfAbsent(key, member.getValueNode()) != null) {
                findings.add(member.getKeyNode(), field(key), "stands twice", "remove one of the two");
            }
        }
    }

    /** Notes keys that nobody asks for. */
    void knowing(List<String> keys) {
        for (NodeTuple member : node.getValue()) {
            String key = member.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (!keys.contains(key)) {
                String hint = Nearest.of(key, keys)
                        .map(nearest -> "did you mean " + nearest + "?")
                        .orElse("write one of " + String.join(", ", keys));
                findings.add(member.getKeyNode(), field(key), "is not known", hint);
            }
        }
    }

    /** The node of a field, for the place of a further problem; the section itself if it is not there. */
    Node at(String key) {
        return values.getOrDefault(key, node);
    }

    /** The section as it was written. */
    Node node() {
        return node;
    }

    /** Where a field stands, for people; the section itself for the empty name. */
    String field(String key) {
        if (key.isEmpty()) {
            return path;
        }
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Whether a field stands there with a value. */
    boolean has(String key) {
        return values.containsKey(key) && !isNull(at(key));
    }

    /** Names of all fields. */
    List<String> keys() {
        return List.copyOf(values.keySet());
    }

    /** Notes a problem of a field. */
    void refuse(String key, String problem, String remedy) {
        findings.add(at(key), field(key), problem, remedy);
    }

    /** A text that has to be there; an empty one if it is not. */
    String required(String key, String remedy) {
        Optional<String> text = text(key);
        if (text.isEmpty() && !has(key)) {
            refuse(key, "is missing", remedy);
        }
        return text.orElse("");
    }

    /** A text that may be there. */
    Optional<String> text(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        return text(at(key), field(key));
    }

    /** A list of texts that may be there. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        elements(key, "write it as [one, two]")
                .forEach((field, element) -> text(element, field).ifPresent(texts::add));
        return texts;
    }

    /** A mapping that may be there. */
    Optional<Section> section(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        if (at(key) instanceof MappingNode mapping) {
            return Optional.of(new Section(mapping, field(key), findings));
        }
        refuse(key, "is no mapping", "write its fields below it, indented");
        return Optional.empty();
    }

    /** A list of mappings that may be there. */
    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        elements(key, "write each entry below it, beginning with \"- \"").forEach((field, element) -> {
            if (element instanceof MappingNode mapping) {
                sections.add(new Section(mapping, field, findings));
            } else {
                findings.add(element, field, "is no mapping", "write its fields as \"name: value\"");
            }
        });
        return sections;
    }

    private Map<String, Node> elements(String key, String remedy) {
        Map<String, Node> elements = new LinkedHashMap<>();
        if (!has(key)) {
            return elements;
        }
        if (!(at(key) instanceof SequenceNode sequence)) {
            refuse(key, "is no list", remedy);
            return elements;
        }
        for (int i = 0; i < sequence.getValue().size(); i++) {
            elements.put(field(key) + "[" + i + "]", sequence.getValue().get(i));
        }
        return elements;
    }

    private Optional<String> text(Node value, String field) {
        if (value instanceof ScalarNode scalar
                && !isNull(scalar)
                && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue());
        }
        findings.add(value, field, "is no text", "write one value, in quotes if in doubt");
        return Optional.empty();
    }

    private static boolean isNull(Node value) {
        return Tag.NULL.equals(value.getTag());
    }
}
