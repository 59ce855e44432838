package org.cervicalinsufficiency.webapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The OpenAPI description: written by hand in {@code openapi/openapi.yaml}, but for the services and the examples. Those
 * are read from the files that are published and tested, so they cannot say something else.
 */
final class OpenApiDocument {

    private static final String SERVICE = "x-service";
    private static final String FEEDBACK = "x-feedback";
    private static final String EXAMPLE = "x-example";
    private static final String EXAMPLES = "examples";

    private final ObjectMapper json = new ObjectMapper();
    private final PathMatchingResourcePatternResolver classPath = new PathMatchingResourcePatternResolver();

    /** The whole description. */
    ObjectNode read() {
        Map<String, Object> written =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(text("openapi/openapi.yaml"));
        ObjectNode document = json.valueToTree(written);
        JsonNode call = document.remove(SERVICE);
        JsonNode feedback = document.remove(FEEDBACK);
        ObjectNode paths = json.createObjectNode();
        List<JsonNode> services = files("cds-services/*/service.json").stream()
                .map(file -> parsed(text(file)))
                .toList();
        JsonNode discovery = document.at("/paths/~1cds-services");
        ((ObjectNode) discovery.at("/get/responses/200/content/application~1json"))
                .putObject("example")
                .putArray("services")
                .addAll(services);
        paths.set("/cds-services", discovery);
        for (JsonNode service : services) {
            String path = "/cds-services/" + service.path("id").asText();
            paths.set(path, ofService(call.deepCopy(), service));
            paths.set(path + "/feedback", feedback.deepCopy());
        }
        document.path("paths").properties().forEach(path -> paths.set(path.getKey(), path.getValue()));
        document.set("paths", paths);
        fillIn(document);
        return document;
    }

    private ObjectNode ofService(ObjectNode path, JsonNode service) {
        ObjectNode post = (ObjectNode) path.path("post");
        post.put("summary", service.path("title").asText());
        post.put(
                "description",
                service.path("description").asText() + "\n\n"
                        + service.path("usageRequirements").asText());
        String folder = "cds-services/" + service.path("id").asText() + "/examples/";
        examples(post.at("/requestBody/content/application~1json"), folder, "request-");
        examples(post.at("/responses/200/content/application~1json"), folder, "response-");
        return path;
    }

    private void examples(JsonNode content, String folder, String prefix) {
        ObjectNode examples = ((ObjectNode) content).putObject(EXAMPLES);
        for (Resource file : files(folder + prefix + "*.json")) {
            String name = String.valueOf(file.getFilename()).replace(prefix, "").replace(".json", "");
            examples.putObject(name).set("value", parsed(text(file)));
        }
    }

    /** Puts the files in that are named as examples. */
    private void fillIn(JsonNode node) {
        if (node instanceof ObjectNode object && object.path(EXAMPLE).isTextual()) {
            JsonNode file = object.remove(EXAMPLE);
            object.set("example", parsed(text(file.asText())));
            return;
        }
        List<JsonNode> children = new ArrayList<>();
        node.forEach(children::add);
        children.forEach(this::fillIn);
    }

    private JsonNode parsed(String text) {
        try {
            return json.readTree(text);
        } catch (IOException invalid) {
            throw new UncheckedIOException("A file that the OpenAPI description shows is no JSON.", invalid);
        }
    }

    private String text(String path) {
        return text(classPath.getResource("classpath:" + path));
    }

    private static String text(Resource file) {
        try (InputStream in = file.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.getDescription() + " cannot be read.", unreadable);
        }
    }

    private List<Resource> files(String pattern) {
        try {
            return Stream.of(classPath.getResources("classpath*:" + pattern))
                    .sorted(Comparator.comparing(Resource::getDescription))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The class path cannot be read at " + pattern + ".", unreadable);
        }
    }
}
