package org.cervicalinsufficiency.webapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A part of the OpenAPI description as a page shows it.
 *
 * @param name of its tag
 * @param description of its tag
 * @param operations in the order of the description
 */
record OpenApiGroup(String name, String description, List<Operation> operations) {

    /**
     * One method of one path.
     *
     * @param method in capitals
     * @param path with its variables in braces
     * @param summary one line
     * @param paragraphs more about it
     * @param parameters what it takes beside the body
     * @param requests examples of the body
     * @param answers what may come back
     */
    record Operation(
            String method,
            String path,
            String summary,
            List<String> paragraphs,
            List<Parameter> parameters,
            List<Example> requests,
            List<Answer> answers) {}

    /** A parameter: its name, where it stands, whether it is required, what it is. */
    record Parameter(String name, String in, boolean required, String description) {}

    /** An example: its name, empty where there is only one, and its JSON. */
    record Example(String name, String json) {}

    /** An answer by its status. */
    record Answer(String status, String description, List<Example> examples) {}

    static List<OpenApiGroup> of(JsonNode document) {
        return elements(document.path("tags"))
                .map(tag -> new OpenApiGroup(
                        tag.path("name").asText(),
                        tag.path("description").asText(),
                        operations(document, tag.path("name").asText())))
                .toList();
    }

    private static List<Operation> operations(JsonNode document, String tag) {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (method.getValue().at("/tags/0").asText().equals(tag)) {
                        operations.add(operation(document, method.getKey(), path.getKey(), method.getValue()));
                    }
                }));
        return operations;
    }

    private static Operation operation(JsonNode document, String method, String path, JsonNode operation) {
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                operation.path("summary").asText(),
                operation
                        .path("description")
                        .asText()
                        .lines()
                        .filter(line -> !line.isBlank())
                        .toList(),
                elements(operation.path("parameters"))
                        .map(parameter -> parameter(resolved(document, parameter)))
                        .toList(),
                examples(operation.at("/requestBody/content")),
                operation.path("responses").properties().stream()
                        .map(answer -> answer(answer.getKey(), resolved(document, answer.getValue())))
                        .toList());
    }

    private static Parameter parameter(JsonNode parameter) {
        return new Parameter(
                parameter.path("name").asText(),
                parameter.path("in").asText(),
                parameter.path("required").asBoolean(),
                parameter.path("description").asText());
    }

    private static Answer answer(String status, JsonNode answer) {
        return new Answer(status, answer.path("description").asText(), examples(answer.path("content")));
    }

    private static List<Example> examples(JsonNode content) {
        return elements(content)
                .flatMap(media -> Stream.concat(
                        Stream.of(media.path("example"))
                                .filter(JsonNode::isObject)
                                .map(example -> new Example("", example.toPrettyString())),
                        media.path("examples").properties().stream()
                                .map(example -> new Example(
                                        example.getKey(),
                                        example.getValue().path("value").toPrettyString()))))
                .toList();
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }
}
