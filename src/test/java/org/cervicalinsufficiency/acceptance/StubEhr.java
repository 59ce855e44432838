package org.cervicalinsufficiency.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The FHIR server of an EHR with a log of what was asked (BN3). It holds what the prefetch of a call holds. */
final class StubEhr implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_ONCE = 16;

    private final HttpServer server;
    private final Map<String, JsonNode> answers = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Asked> log = new ConcurrentLinkedQueue<>();

    /** One request, as it came. */
    record Asked(String method, String path, @Nullable String authorization) {}

    StubEhr(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        server.setExecutor(Executors.newFixedThreadPool(AT_ONCE, task -> {
            Thread thread = new Thread(task, "stub-ehr");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/fhir";
    }

    /** Holds what the prefetch of a call holds and forgets everything before. */
    void holds(ObjectNode call) {
        log.clear();
        answers.clear();
        answers.put("Patient/" + Bodies.patientId(call), Bodies.prefetch(call).get("patient"));
        for (String key : Bodies.SEARCH_KEYS) {
            answers.put(typeOf(key), Bodies.prefetch(call).get(key).deepCopy());
        }
    }

    /** Splits the answer to a type into two pages, the first with one entry. */
    void pages(String key) {
        ObjectNode first = (ObjectNode) answerTo(key);
        ObjectNode second = first.deepCopy();
        ArrayNode all = Bodies.entries(first);
        Bodies.entries(second).remove(0);
        while (all.size() > 1) {
            all.remove(all.size() - 1);
        }
        first.putArray("link").addObject().put("relation", "next").put("url", base() + "/" + typeOf(key) + "-page-2");
        answers.put(typeOf(key), first);
        answers.put(typeOf(key) + "-page-2", second);
    }

    JsonNode answerTo(String key) {
        return Objects.requireNonNull(answers.get(typeOf(key))).deepCopy();
    }

    /** Answers a key with something else. */
    void answersWith(String key, JsonNode answer) {
        answers.put(typeOf(key), answer);
    }

    /** Forgets what it was asked. */
    void forget() {
        log.clear();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    List<Asked> log() {
        return new ArrayList<>(log);
    }

    private static String typeOf(String key) {
        return switch (key) {
            case "conditions" -> "Condition";
            case "observations" -> "Observation";
            case "procedures" -> "Procedure";
            case "forms" -> "QuestionnaireResponse";
            case "communications" -> "Communication";
            default -> "ServiceRequest";
        };
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        log.add(new Asked(
                exchange.getRequestMethod(), path, exchange.getRequestHeaders().getFirst("Authorization")));
        JsonNode body = path.startsWith("/fhir/") ? answers.get(path.substring("/fhir/".length())) : null;
        byte[] bytes =
                body == null ? new byte[0] : JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
        exchange.sendResponseHeaders(body == null ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
