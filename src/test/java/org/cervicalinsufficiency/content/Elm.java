package org.cervicalinsufficiency.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Walks through compiled CQL (CQL 1.5, "Expression Logical Model"). */
final class Elm {

    /** Stands in a possible text for what is only known when the CQL runs. */
    static final String ANY = "*";

    private static final String TYPE = "type";

    private Elm() {}

    static boolean is(JsonNode node, String type) {
        return node.path(TYPE).asText().equals(type);
    }

    /** Every node of a type at every depth; the compiler's copies of the source text are left out. */
    static List<JsonNode> all(JsonNode root, String type) {
        List<JsonNode> found = new ArrayList<>();
        collect(root, type, found);
        return found;
    }

    private static void collect(JsonNode node, String type, List<JsonNode> found) {
        if (is(node, type)) {
            found.add(node);
        }
        node.fields().forEachRemaining(member -> {
            if (!member.getKey().equals("annotation") && !member.getKey().equals("signature")) {
                collect(member.getValue(), type, found);
            }
        });
        if (node.isArray()) {
            node.forEach(child -> collect(child, type, found));
        }
    }

    /** The calls of a function, by its name. */
    static List<JsonNode> calls(JsonNode root, String function) {
        return all(root, "FunctionRef").stream()
                .filter(call -> call.path("name").asText().equals(function))
                .toList();
    }

    /** The texts that an expression can give, with {@link #ANY} for a part that depends on the data. */
    static Set<String> possible(JsonNode expression) {
        Set<String> texts = new TreeSet<>();
        switch (expression.path(TYPE).asText()) {
            case "Literal" -> texts.add(expression.path("value").asText());
            case "Null" -> {}
            case "As" -> texts.addAll(possible(expression.path("operand")));
            case "If" -> {
                texts.addAll(possible(expression.path("then")));
                texts.addAll(possible(expression.path("else")));
            }
            case "Case" -> {
                expression.path("caseItem").forEach(item -> texts.addAll(possible(item.path("then"))));
                texts.addAll(possible(expression.path("else")));
            }
            case "List" -> expression.path("element").forEach(element -> texts.addAll(possible(element)));
            case "Coalesce", "Flatten" -> operands(expression).forEach(each -> texts.addAll(possible(each)));
            case "Concatenate" -> texts.addAll(joined(expression));
            default -> texts.add(ANY);
        }
        return texts;
    }

    private static List<JsonNode> operands(JsonNode expression) {
        List<JsonNode> operands = new ArrayList<>();
        JsonNode operand = expression.path("operand");
        if (operand.isArray()) {
            operand.forEach(operands::add);
        } else {
            operands.add(operand);
        }
        return operands;
    }

    private static Set<String> joined(JsonNode concatenation) {
        Set<String> texts = Set.of("");
        for (JsonNode operand : concatenation.path("operand")) {
            Set<String> longer = new TreeSet<>();
            for (String text : texts) {
                possible(operand).forEach(next -> longer.add(text + next));
            }
            texts = longer;
        }
        return texts;
    }

    /** What the elements of this name can hold in the tuples of a library, and the words worked out under this name. */
    static Set<String> named(JsonNode library, String element) {
        Set<String> texts = new TreeSet<>();
        all(library, "Tuple")
                .forEach(tuple -> tuple.path("element").forEach(each -> {
                    if (each.path("name").asText().equals(element)) {
                        texts.addAll(possible(each.path("value")));
                    }
                }));
        all(library, "Query")
                .forEach(query -> query.path("let").forEach(let -> {
                    if (let.path("identifier").asText().equals(element)) {
                        texts.addAll(possible(let.path("expression")));
                    }
                }));
        return texts;
    }
}
