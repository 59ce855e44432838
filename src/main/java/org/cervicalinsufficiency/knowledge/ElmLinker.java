package org.cervicalinsufficiency.knowledge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes one library of a set of compiled ones, as a linker makes one program: every name is written out with its library,
 * so that an evaluation does not enter and look up a library for each reference. Nothing is decided anew: each expression
 * stays as the compiler wrote it (CQL 1.5, "Expression Logical Model"), but for two things:
 *
 * <ul>
 *   <li>a retrieve of a whole type reads a parameter of the name {@link #retrieved}, which the caller fills once for each
 *       patient; a retrieve with a filter stays as it is;
 *   <li>annotations, which hold the text for readers, are left out.
 * </ul>
 */
final class ElmLinker {

    /** Its name, as the engine's messages show it. */
    static final String NAME = "Linked";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> TYPED_REFERENCES = Set.of(
            "ExpressionRef", "FunctionRef", "ParameterRef", "ValueSetRef", "CodeSystemRef", "CodeRef", "ConceptRef");
    /** Members that hold a reference of one kind only, which ELM therefore does not name, or an expression, which it does. */
    private static final Set<String> UNTYPED_REFERENCES = Set.of("valueset", "codesystem", "codeSystem", "code");

    private static final Set<String> LEFT_OUT = Set.of("annotation", "localId");
    private static final List<String> DECLARATIONS =
            List.of("codeSystems", "valueSets", "codes", "concepts", "statements");
    private static final String DEF = "def";
    private static final String NAMED = "name";
    private static final String TYPE = "type";
    private static final String PARAMETERS = "parameters";

    private final Map<String, ObjectNode> parameters = new LinkedHashMap<>();
    private final Map<String, Map<String, ObjectNode>> declared = new LinkedHashMap<>();
    private final Set<ObjectNode> contexts = new LinkedHashSet<>();
    private final Map<String, ObjectNode> usings = new TreeMap<>();

    private ElmLinker() {}

    /**
     * What stands for a define, function, code or value set of a library. The library comes last: the engine finds names by
     * binary search, and names that begin alike take longer to compare.
     */
    static String name(String library, String name) {
        return name + " of " + library;
    }

    /** The parameter that holds all resources of a type, for example {@code Observation}. */
    static String retrieved(String type) {
        return "[" + type + "]";
    }

    /** The type whose resources a parameter holds; empty for a parameter that the CQL declares itself. */
    static Optional<String> retrievedBy(String parameter) {
        return parameter.startsWith("[")
                ? Optional.of(parameter.substring(1, parameter.length() - 1))
                : Optional.empty();
    }

    /**
     * Links.
     *
     * @param elmByName ELM as JSON by library name; every library that one of them includes among them
     * @return ELM as JSON of one library
     * @throws IllegalArgumentException if a text is no ELM
     * @throws IllegalStateException if two libraries declare a parameter differently, or an include is missing
     */
    static String link(Map<String, String> elmByName) {
        ElmLinker linker = new ElmLinker();
        new TreeMap<>(elmByName)
                .forEach((name, elm) -> linker.add(new Part(linker, name, read(name, elm), elmByName.keySet())));
        return linker.linked().toString();
    }

    private static ObjectNode read(String name, String elm) {
        try {
            return (ObjectNode) JSON.readTree(elm).required("library");
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("The text of the library " + name + " is no ELM in JSON.", broken);
        }
    }

    private void add(Part part) {
        for (JsonNode using : part.definitions("usings")) {
            usings.putIfAbsent(using.required("localIdentifier").asText(), (ObjectNode) using);
        }
        part.definitions("contexts").forEach(context -> contexts.add(plain(context)));
        for (JsonNode parameter : part.definitions(PARAMETERS)) {
            declare(plain(parameter));
        }
        for (String kind : DECLARATIONS) {
            for (JsonNode definition : part.definitions(kind)) {
                ObjectNode linked = (ObjectNode) part.linked(definition);
                String name = name(part.name, linked.required(NAMED).asText());
                linked.put(NAMED, name);
                // Overloads of a function share a name; each keeps its place.
                Map<String, ObjectNode> all = declared.computeIfAbsent(kind, none -> new TreeMap<>());
                all.put(name + '\n' + all.size(), linked);
            }
        }
    }

    private static ObjectNode plain(JsonNode node) {
        ObjectNode plain = node.deepCopy();
        plain.remove(List.of("annotation", "localId", "locator"));
        return plain;
    }

    private void declare(ObjectNode parameter) {
        ObjectNode before = parameters.putIfAbsent(parameter.required(NAMED).asText(), parameter);
        if (before != null && !before.equals(parameter)) {
            throw new IllegalStateException("Two libraries declare the parameter "
                    + parameter.required(NAMED).asText() + " differently; declare it once and include that library.");
        }
    }

    private void declareRetrieved(String type) {
        if (!parameters.containsKey(retrieved(type))) {
            declare(JSON.createObjectNode().put(NAMED, retrieved(type)).put("accessLevel", "Public"));
        }
    }

    private ObjectNode linked() {
        ObjectNode library = JSON.createObjectNode();
        library.putObject("identifier").put("id", NAME).put("version", "1");
        library.putObject("schemaIdentifier").put("id", "urn:hl7-org:elm").put("version", "r1");
        put(library, "usings", usings.values());
        put(library, PARAMETERS, parameters.values());
        put(library, "contexts", contexts);
        declared.forEach((kind, definitions) -> put(library, kind, definitions.values()));
        return JSON.createObjectNode().set("library", library);
    }

    private static void put(ObjectNode library, String kind, Iterable<ObjectNode> definitions) {
        ArrayNode all = library.putObject(kind).putArray(DEF);
        definitions.forEach(all::add);
    }

    /** One of the libraries, while its names are written out. */
    private static final class Part {

        private final ElmLinker linker;
        private final String name;
        private final ObjectNode library;
        private final Map<String, String> included = new HashMap<>();

        Part(ElmLinker linker, String name, ObjectNode library, Set<String> known) {
            this.linker = linker;
            this.name = name;
            this.library = library;
            for (JsonNode include : definitions("includes")) {
                String path = include.required("path").asText();
                if (!known.contains(path)) {
                    throw new IllegalStateException(name + " includes " + path + ", which is not in the set.");
                }
                included.put(include.required("localIdentifier").asText(), path);
            }
        }

        private List<JsonNode> definitions(String kind) {
            List<JsonNode> all = new ArrayList<>();
            library.path(kind).path(DEF).forEach(all::add);
            return all;
        }

        private JsonNode linked(JsonNode node) {
            if (node instanceof ArrayNode list) {
                ArrayNode copy = JSON.createArrayNode();
                list.forEach(element -> copy.add(linked(element)));
                return copy;
            }
            if (!(node instanceof ObjectNode object)) {
                return node;
            }
            ObjectNode copy = JSON.createObjectNode();
            object.properties().forEach(member -> {
                if (!LEFT_OUT.contains(member.getKey())) {
                    JsonNode value = linked(member.getValue());
                    copy.set(member.getKey(), value);
                    if (UNTYPED_REFERENCES.contains(member.getKey())) {
                        (value.isArray() ? value : List.of(value)).forEach(this::writeOutUntyped);
                    }
                }
            });
            String type = copy.path(TYPE).asText();
            if (TYPED_REFERENCES.contains(type)) {
                writeOut(copy);
            }
            return "Retrieve".equals(type) ? retrieve(copy) : copy;
        }

        private void writeOutUntyped(JsonNode reference) {
            if (!reference.has(TYPE)) {
                writeOut((ObjectNode) reference);
            }
        }

        private void writeOut(ObjectNode reference) {
            String alias = reference.path("libraryName").asText("");
            reference.remove("libraryName");
            if (!"ParameterRef".equals(reference.path(TYPE).asText())) {
                String from = alias.isEmpty() ? name : included.getOrDefault(alias, alias);
                reference.put(NAMED, name(from, reference.required(NAMED).asText()));
            }
        }

        private JsonNode retrieve(ObjectNode retrieve) {
            for (String filter : List.of("codes", "dateRange", "context")) {
                if (retrieve.has(filter)) {
                    return retrieve;
                }
            }
            String type = retrieve.required("dataType").asText().replaceFirst("^\\{.*}", "");
            linker.declareRetrieved(type);
            return JSON.createObjectNode().put(TYPE, "ParameterRef").put(NAMED, retrieved(type));
        }
    }
}
