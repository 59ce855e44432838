package org.cervicalinsufficiency.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A rule set that is as small as one can be, for a server of HAPI's clinical reasoning, and the calls that run it. */
final class StarterArtifacts {

    static final String PLAN = "record-check";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path FOLDER = Path.of("src/bench/resources/starter");

    private StarterArtifacts() {}

    /** Stores library and plan. */
    static void load(JarServer server) throws IOException, InterruptedException {
        ObjectNode library = (ObjectNode) MAPPER.readTree(Files.readString(FOLDER.resolve("library.json")));
        library.putArray("content")
                .addObject()
                .put("contentType", "text/cql")
                .put("data", Base64.getEncoder().encodeToString(Files.readAllBytes(FOLDER.resolve("RecordCheck.cql"))));
        server.put("/fhir/Library/" + library.get("id").asText(), library.toString());
        server.put("/fhir/PlanDefinition/" + PLAN, Files.readString(FOLDER.resolve("plandefinition.json")));
    }

    /** Hook calls with the person under the key that the starter gives to what it wants first; all else is as it was. */
    static List<byte[]> hooks(List<byte[]> calls) throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        for (byte[] each : calls) {
            ObjectNode call = (ObjectNode) MAPPER.readTree(each);
            ObjectNode prefetch = (ObjectNode) call.get("prefetch");
            prefetch.set("item1", prefetch.remove("patient"));
            bodies.add(call.toString().getBytes(StandardCharsets.UTF_8));
        }
        return bodies;
    }

    /**
     * The resources of hook calls as what {@code PlanDefinition/$apply} takes: all that it needs comes with the call, so that
     * it need not look into its database.
     */
    static List<byte[]> applies(List<byte[]> calls) throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        for (byte[] call : calls) {
            bodies.add(apply(MAPPER.readTree(call)));
        }
        return bodies;
    }

    private static byte[] apply(JsonNode call) {
        ObjectNode parameters = MAPPER.createObjectNode().put("resourceType", "Parameters");
        var parameter = parameters.putArray("parameter");
        parameter
                .addObject()
                .put("name", "subject")
                .put("valueString", "Patient/" + call.at("/context/patientId").asText());
        parameter.addObject().put("name", "useServerData").put("valueBoolean", false);
        ObjectNode data = parameter.addObject().put("name", "data").putObject("resource");
        var entries =
                data.put("resourceType", "Bundle").put("type", "collection").putArray("entry");
        for (JsonNode value : call.get("prefetch")) {
            if (value.path("resourceType").asText().equals("Bundle")) {
                value.path("entry").forEach(entry -> entries.addObject().set("resource", entry.get("resource")));
            } else if (value.isObject()) {
                entries.addObject().set("resource", value);
            }
        }
        return parameters.toString().getBytes(StandardCharsets.UTF_8);
    }
}
