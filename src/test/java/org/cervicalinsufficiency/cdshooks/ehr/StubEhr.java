package org.cervicalinsufficiency.cdshooks.ehr;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.cervicalinsufficiency.outbound.StubServer;

/** A FHIR server with patient p1, who has three conditions, one observation and no procedure; any type can be spoiled. */
final class StubEhr implements AutoCloseable {

    private final Map<String, StubServer.Answer> spoiled = new ConcurrentHashMap<>();
    private final StubServer server = new StubServer(this::answer);

    String base() {
        return "http://127.0.0.1:" + server.port() + "/fhir";
    }

    int port() {
        return server.port();
    }

    List<StubServer.Seen> seen() {
        return server.seen();
    }

    /** One that answers for a type in another way. */
    static StubEhr spoiled(String type, StubServer.Answer answer) {
        StubEhr ehr = new StubEhr();
        ehr.spoil(type, answer);
        return ehr;
    }

    /** Answers for a type in another way. */
    void spoil(String type, StubServer.Answer answer) {
        spoiled.put(type, answer);
    }

    /** Answers nothing until the end. */
    StubServer.Answer hang() {
        return exchange -> server.hang();
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        String type = path.replaceAll("^/fhir/?", "").replaceAll("/.*", "");
        StubServer.Answer other = spoiled.get(type);
        if (other != null) {
            other.to(exchange);
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
