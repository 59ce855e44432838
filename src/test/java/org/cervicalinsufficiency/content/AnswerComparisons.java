package org.cervicalinsufficiency.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which answers of an item the CQL tells apart: every code that is compared with what was chosen there. It follows the
 * functions that give the chosen codes, the names that queries and defines give to them, and the lists of codes.
 */
final class AnswerComparisons {

    private static final Set<String> CHOSEN = Set.of("Chosen", "Chosen earlier");
    private static final Set<String> COMPARED = Set.of("Equal", "Equivalent", "NotEqual", "In", "Contains");
    private static final Set<String> WRAPPERS = Set.of("First", "Flatten", "As", "Distinct", "SingletonFrom");

    private final Map<String, JsonNode> defines = new HashMap<>();
    private final Map<String, Set<String>> codesByItem = new TreeMap<>();

    /** Reads compiled libraries; a define is found by its name, which the set uses once. */
    AnswerComparisons(Iterable<JsonNode> libraries) {
        for (JsonNode library : libraries) {
            library.path("statements")
                    .path("def")
                    .forEach(each -> defines.put(each.path("name").asText(), each.path("expression")));
        }
        for (JsonNode library : libraries) {
            library.path("statements").path("def").forEach(each -> walk(each.path("expression"), Map.of()));
        }
    }

    /** The codes by linkId. */
    Map<String, Set<String>> codesByItem() {
        return codesByItem;
    }

    private void walk(JsonNode node, Map<String, String> names) {
        Map<String, String> known = Elm.is(node, "Query") ? withNamesOf(node, names) : names;
        if (COMPARED.contains(node.path("type").asText())) {
            JsonNode operands = node.path("operand");
            compare(operands.path(0), operands.path(1), known);
            compare(operands.path(1), operands.path(0), known);
        }
        if (Elm.is(node, "Case")) {
            node.path("caseItem").forEach(each -> compare(node.path("comparand"), each.path("when"), known));
        }
        if (Elm.is(node, "FunctionRef") && node.path("name").asText().equals("Choice answer")) {
            add(
                    node.path("operand").path(0).path("value").asText(),
                    node.path("operand").path(1));
        }
        node.fields().forEachRemaining(member -> {
            if (!member.getKey().equals("annotation")) {
                walk(member.getValue(), known);
            }
        });
        if (node.isArray()) {
            node.forEach(child -> walk(child, known));
        }
    }

    private Map<String, String> withNamesOf(JsonNode query, Map<String, String> names) {
        Map<String, String> known = new HashMap<>(names);
        query.path("source")
                .forEach(source -> name(source.path("alias").asText(), source.path("expression"), names, known));
        query.path("let").forEach(let -> name(let.path("identifier").asText(), let.path("expression"), names, known));
        return known;
    }

    private void name(String name, JsonNode expression, Map<String, String> outer, Map<String, String> known) {
        known.remove(name);
        item(expression, outer).ifPresent(item -> known.put(name, item));
    }

    private void compare(JsonNode subject, JsonNode codes, Map<String, String> names) {
        item(subject, names).ifPresent(item -> add(item, codes));
    }

    private void add(String item, JsonNode codes) {
        JsonNode listed = Elm.is(codes, "ExpressionRef") ? named(codes) : codes;
        if (Elm.is(listed, "Literal") || Elm.is(listed, "List")) {
            Set<String> literals = new TreeSet<>(Elm.possible(listed));
            literals.remove(Elm.ANY);
            codesByItem.computeIfAbsent(item, any -> new TreeSet<>()).addAll(literals);
        }
    }

    /** The linkId of the item whose chosen codes this expression gives. */
    private Optional<String> item(JsonNode expression, Map<String, String> names) {
        String type = expression.path("type").asText();
        String name = expression.path("name").asText();
        if (type.equals("FunctionRef") && CHOSEN.contains(name)) {
            JsonNode linkId = expression.path("operand").path(0);
            return Elm.is(linkId, "Literal") ? Optional.of(linkId.path("value").asText()) : Optional.empty();
        }
        if (WRAPPERS.contains(type)) {
            return item(expression.has("source") ? expression.path("source") : expression.path("operand"), names);
        }
        return switch (type) {
            case "AliasRef", "QueryLetRef" -> Optional.ofNullable(names.get(name));
            case "ExpressionRef" ->
                Elm.is(named(expression), "First") ? item(named(expression), Map.of()) : Optional.empty();
            case "Query" -> answered(expression);
            default -> Optional.empty();
        };
    }

    private JsonNode named(JsonNode reference) {
        return defines.getOrDefault(
                reference.path("name").asText(), com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    }

    /** A query that keeps the answers of one item and gives their codes. */
    private static Optional<String> answered(JsonNode query) {
        JsonNode kept = query.path("where");
        boolean givesCodes =
                query.path("return").path("expression").path("path").asText().equals("codes");
        boolean oneItem = Elm.is(kept, "Equal")
                && kept.path("operand").path(0).path("path").asText().equals("linkId");
        JsonNode linkId = kept.path("operand").path(1);
        return givesCodes && oneItem && Elm.is(linkId, "Literal")
                ? Optional.of(linkId.path("value").asText())
                : Optional.empty();
    }
}
