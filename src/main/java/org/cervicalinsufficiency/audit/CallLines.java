package org.cervicalinsufficiency.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** A call as one line: a checksum, a blank, JSON. A line that was not written to its end has no right checksum. */
final class CallLines {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int CHECKSUM = 8;

    private CallLines() {}

    /** The line with its end. */
    static byte[] write(AuditedCall call) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("id", call.id()).put("recorded", call.recorded().toString());
        line.put("tenant", call.who().tenant())
                .put("client", call.who().client())
                .put("user", call.who().user())
                .put("address", call.who().address());
        line.put("service", call.what().service())
                .put("hook", call.what().hook())
                .put("hookInstance", call.what().hookInstance())
                .put("correlationId", call.what().correlationId());
        line.put("card", call.what().card().id()).put("act", call.what().card().act());
        line.put("patient", call.patient()).put("status", call.outcome().status());
        call.outcome().topics().forEach(line.putArray("topics")::add);
        AuditedCall.Repeats repeats = call.outcome().repeats();
        if (repeats.times() > 0) {
            ObjectNode counted = line.putObject("repeats");
            counted.put("reason", repeats.reason()).put("claimed", repeats.claimed());
            counted.put("times", repeats.times()).put("since", repeats.since().toString());
            repeats.addresses().forEach(counted.putArray("addresses")::add);
        }
        String json = line.toString();
        return (checksum(json) + " " + json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The call in a line without its end; empty if it is not what was written. */
    static Optional<AuditedCall> read(String line) {
        if (line.length() <= CHECKSUM || !checksum(line.substring(CHECKSUM + 1)).equals(line.substring(0, CHECKSUM))) {
            return Optional.empty();
        }
        try {
            JsonNode json = MAPPER.readTree(line.substring(CHECKSUM + 1));
            return Optional.of(call(json));
        } catch (JsonProcessingException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static AuditedCall call(JsonNode json) {
        List<String> topics = new ArrayList<>();
        json.path("topics").forEach(topic -> topics.add(topic.asText()));
        return new AuditedCall(
                text(json, "id"),
                Instant.parse(text(json, "recorded")),
                new AuditedCall.Who(
                        text(json, "tenant"), text(json, "client"), text(json, "user"), text(json, "address")),
                new AuditedCall.What(
                        text(json, "service"),
                        text(json, "hook"),
                        text(json, "hookInstance"),
                        text(json, "correlationId"),
                        new AuditedCall.Card(text(json, "card"), text(json, "act"))),
                text(json, "patient"),
                new AuditedCall.Outcome(json.path("status").asInt(), topics, repeats(json.path("repeats"))));
    }

    private static AuditedCall.Repeats repeats(JsonNode counted) {
        if (counted.isMissingNode()) {
            return AuditedCall.Repeats.NONE;
        }
        List<String> addresses = new ArrayList<>();
        counted.path("addresses").forEach(address -> addresses.add(address.asText()));
        return new AuditedCall.Repeats(
                text(counted, "reason"),
                text(counted, "claimed"),
                counted.path("times").asLong(),
                Instant.parse(text(counted, "since")),
                addresses);
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asText();
    }

    private static String checksum(String json) {
        CRC32 crc = new CRC32();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }
}
