package org.cervicalinsufficiency.cdshooks.ehr;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.cervicalinsufficiency.outbound.StubServer;

/**
 * A FHIR server with patient p1, who has three conditions, one observation and no procedure; any type can be spoiled. It
 * can hold another record instead, ask for a token, and launch apps.
 */
public final class StubEhr implements AutoCloseable {

    private static final Map<String, String> KEYS = Map.of(
            "Condition", "conditions",
            "Observation", "observations",
            "Procedure", "procedures",
            "QuestionnaireResponse", "forms",
            "Communication", "communications",
            "ServiceRequest", "service-requests");

    private final SmartStub smart = new SmartStub();
    private final Map<String, JsonNode> held = new ConcurrentHashMap<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Map<String, StubServer.Answer> spoiled = new ConcurrentHashMap<>();
    private final StubServer server = new StubServer(this::answer);

    public String base() {
        return "http://127.0.0.1:" + server.port() + "/fhir";
    }

    int port() {
        return server.port();
    }

    public List<StubServer.Seen> seen() {
        return server.seen();
    }

    /** One that answers for a type in another way. */
    static StubEhr spoiled(String type, StubServer.Answer answer) {
        StubEhr ehr = new StubEhr();
        ehr.spoil(type, answer);
        return ehr;
    }

    /** Answers for a type in another way. */
    public void spoil(String type, StubServer.Answer answer) {
        spoiled.put(type, answer);
    }

    /** Holds the record that the prefetch of a call holds, under these keys; the patient's id is the one in it. */
    public void hold(JsonNode prefetch) {
        held.put("Patient/" + prefetch.at("/patient/id").asText(), prefetch.path("patient"));
        KEYS.forEach((type, key) -> held.put(type, prefetch.path(key)));
    }

    /** Answers FHIR only to who shows this token. */
    public StubEhr taking(String token) {
        tokens.add(token);
        return this;
    }

    /** How it launches apps. */
    public SmartStub smart() {
        return smart;
    }

    /** Answers nothing until the end. */
    public StubServer.Answer hang() {
        return exchange -> server.hang();
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        if (smart.answer(exchange, base())) {
            return;
        }
        String path = exchange.getRequestURI().getPath();
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!tokens.isEmpty() && tokens.stream().map("Bearer "::concat).noneMatch(authorization::equals)) {
            StubServer.send(exchange, 401, "application/fhir+json", new byte[0]);
            return;
        }
        JsonNode holding = held.get(path.replaceAll("^/fhir/", ""));
        String type = path.replaceAll("^/fhir/?", "").replaceAll("/.*", "");
        StubServer.Answer other = spoiled.get(type);
        if (other != null) {
            other.to(exchange);
        } else if (!held.isEmpty()) {
            if (holding == null) {
                StubServer.send(exchange, 404, "application/fhir+json", new byte[0]);
            } else {
                StubServer.send(exchange, holding.toString());
            }
        } else if (path.equals("/fhir/Patient/p1")) {
            StubServer.send(exchange, "{\"resourceType\": \"Patient\", \"id\": \"p1\"}");
        } else if (type.equals("Condition")) {
            StubServer.send(exchange, bundle("", conditions(1, 3, "p1")));
        } else if (type.equals("Observation")) {
            StubServer.send(exchange, bundle("", """
                    {"resource": {"resourceType": "Observation", "id": "o1", "status": "final",
                     "code": {"text": "x"}, "subject": {"reference": "Patient/p1"}}}"""));
        } else if (type.equals("Procedure")) {
            StubServer.send(exchange, bundle("\"total\": 0", ""));
        } else {
            StubServer.send(exchange, 404, "application/fhir+json", new byte[0]);
        }
    }

    static String bundle(String members, String entries) {
        return "{\"resourceType\": \"Bundle\", \"type\": \"searchset\""
                + (members.isEmpty() ? "" : ", " + members)
                + (entries.isEmpty() ? "}" : ", \"entry\": [" + entries + "]}");
    }

    static String next(String url) {
        return "\"link\": [{\"relation\": \"next\", \"url\": \"" + url.replace("\\", "\\\\") + "\"}]";
    }

    static String conditions(int from, int to, String patient) {
        return String.join(
                ",",
                IntStream.rangeClosed(from, to)
                        .mapToObj(i -> """
                                {"resource": {"resourceType": "Condition", "id": "c%d", "code": {"text": "x"},
                                 "subject": {"reference": "Patient/%s"}}}""".formatted(i, patient))
                        .toList());
    }

    @Override
    public void close() {
        server.close();
    }
}
