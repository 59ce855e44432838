package org.cervicalinsufficiency.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Calls with complete prefetch and a given number of resources: the record of the published example, between what else
 * stands in a record (values, problems, procedures and orders of a site's own codes). No two are the same.
 */
final class Bodies {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path EXAMPLE =
            Path.of("cds-services/cervical-insufficiency-encounter-start/examples/request-high-risk.json");
    private static final LocalDate LAST = LocalDate.of(2026, 6, 14);
    private static final int VARIANTS = 32;
    private static final String SITE_CODES = "https://codes.hospital.example/local";

    private Bodies() {}

    /** @param resources in one call; at least the four of the example */
    static List<byte[]> with(int resources) {
        try {
            String example = Files.readString(EXAMPLE);
            List<byte[]> bodies = new ArrayList<>();
            for (int variant = 0; variant < VARIANTS; variant++) {
                bodies.add(body((ObjectNode) MAPPER.readTree(example), resources, new Random(variant)));
            }
            return bodies;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] body(ObjectNode call, int resources, Random random) throws IOException {
        ObjectNode prefetch = (ObjectNode) call.get("prefetch");
        String patient = call.at("/context/patientId").asText();
        int given = count(prefetch);
        for (int i = given; i < resources; i++) {
            Kind kind = Kind.of(i);
            entries(prefetch, kind.key).addObject().set("resource", resource(kind, i, patient, random));
        }
        return call.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static int count(ObjectNode prefetch) {
        int count = 0;
        for (var value : prefetch) {
            count += value.has("entry")
                    ? value.get("entry").size()
                    : value.path("resourceType").asText().equals("Bundle") ? 0 : 1;
        }
        return count;
    }

    private static ArrayNode entries(ObjectNode prefetch, String key) {
        ObjectNode bundle = (ObjectNode) prefetch.get(key);
        bundle.remove("total");
        return bundle.withArray("entry");
    }

    /** The shares that the types have in what is added. */
    private enum Kind {
        OBSERVATION("observations", "Observation"),
        CONDITION("conditions", "Condition"),
        PROCEDURE("procedures", "Procedure"),
        ORDER("service-requests", "ServiceRequest");

        private static final Kind[] TURNS = {
            OBSERVATION, CONDITION, OBSERVATION, PROCEDURE, OBSERVATION, CONDITION, OBSERVATION, ORDER
        };

        private final String key;
        private final String type;

        Kind(String key, String type) {
            this.key = key;
            this.type = type;
        }

        static Kind of(int index) {
            return TURNS[index % TURNS.length];
        }
    }

    private static ObjectNode resource(Kind kind, int number, String patient, Random random) {
        ObjectNode made = MAPPER.createObjectNode()
                .put("resourceType", kind.type)
                .put(
                        "id",
                        kind.type.toLowerCase(java.util.Locale.ROOT) + "-" + number + "-" + random.nextInt(1_000_000));
        coding(made.putObject("code"), number);
        made.putObject("subject").put("reference", "Patient/" + patient);
        String day = LAST.minusDays(random.nextInt(900)).toString();
        switch (kind) {
            case OBSERVATION -> {
                made.put("status", "final").put("effectiveDateTime", day);
                made.putObject("valueQuantity")
                        .put("value", random.nextInt(2000) / 10.0)
                        .put("unit", "mmol/L");
            }
            case CONDITION -> {
                coding(
                        made.putObject("clinicalStatus"),
                        "http://terminology.hl7.org/CodeSystem/condition-clinical",
                        "active");
                coding(
                        made.putObject("verificationStatus"),
                        "http://terminology.hl7.org/CodeSystem/condition-ver-status",
                        "confirmed");
                made.put("onsetDateTime", day).put("recordedDate", day);
            }
            case PROCEDURE -> made.put("status", "completed").put("performedDateTime", day);
            default -> made.put("status", "completed").put("intent", "order").put("authoredOn", day);
        }
        return made;
    }

    private static void coding(ObjectNode concept, int number) {
        coding(concept, SITE_CODES, "L" + number % 97);
        concept.put("text", "Entry " + number % 97);
    }

    private static void coding(ObjectNode concept, String system, String code) {
        concept.putArray("coding").addObject().put("system", system).put("code", code);
    }
}
