package org.cervicalinsufficiency.vignettes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A YAML mapping that knows where it stands, so that a complaint can name file and key. All scalars are text. */
final class YamlMap {
    private final String where;
    private final Map<String, Object> values;

    private YamlMap(String where, Map<String, Object> values) {
        this.where = where;
        this.values = values;
    }

    /** Takes a parsed YAML node that must be a mapping. */
    static YamlMap of(String where, Object node) {
        if (!(node instanceof Map)) {
            throw new BadVignette(where, "expected a mapping of keys to values, found \"" + node + "\".");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        ((Map<?, ?>) node).forEach((key, value) -> values.put(String.valueOf(key), value));
        return new YamlMap(where, values);
    }

    /** Refuses every key that is not in the list, so that a typing error never goes unseen. */
    void refuseAllBut(Set<String> keys) {
        for (String key : values.keySet()) {
            if (!keys.contains(key)) {
                throw bad(
                        key,
                        "unknown key; allowed here are "
                                + keys.stream().sorted().toList() + ".");
            }
        }
    }

    /** This mapping, once it is sure that it has no other keys. */
    YamlMap allowing(Set<String> keys) {
        refuseAllBut(keys);
        return this;
    }

    /** File and keys that lead to this mapping. */
    String where() {
        return where;
    }

    Set<String> keys() {
        return values.keySet();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The text under a key, if the key is there. */
    Optional<String> text(String key) {
        Object value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String) || ((String) value).isBlank()) {
            throw bad(key, "expected one word or text, found \"" + value + "\".");
        }
        return Optional.of((String) value);
    }

    String required(String key) {
        return text(key).orElseThrow(() -> bad(key, "is missing."));
    }

    /** The texts under a key: a list, or one text as a list of one; empty if the key is not there. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Object element : elements(key)) {
            if (!(element instanceof String)) {
                throw bad(key, "expected a list of texts, found \"" + element + "\".");
            }
            texts.add((String) element);
        }
        return List.copyOf(texts);
    }

    /** The mapping under a key, if the key is there. */
    Optional<YamlMap> map(String key) {
        return Optional.ofNullable(values.get(key)).map(value -> of(place(key), value));
    }

    /** The mappings in the list under a key; empty if the key is not there. */
    List<YamlMap> maps(String key) {
        List<YamlMap> maps = new ArrayList<>();
        for (Object element : elements(key)) {
            maps.add(of(place(key), element));
        }
        return List.copyOf(maps);
    }

    /** The elements under a key, of any kind: a list as it is, anything else as a list of one. */
    List<?> elements(String key) {
        Object value = values.get(key);
        if (value == null) {
            return List.of();
        }
        return value instanceof List ? (List<?>) value : List.of(value);
    }

    String place(String key) {
        return where + ": " + key;
    }

    BadVignette bad(String key, String sentence) {
        return new BadVignette(place(key), sentence);
    }
}
