package org.cervicalinsufficiency.cdshooks.ehr;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.cervicalinsufficiency.outbound.StubServer;

/**
 * The SMART side of {@link StubEhr}: says where to authorize, lets everybody in without a question, and gives the token
 * only to who shows the verifier, the address and the client that the code was made for.
 */
public final class SmartStub {

    /** The client id under which it knows the form page. */
    public static final String CLIENT = "form-page";

    /** The token that it gives. */
    public static final String TOKEN = "canary-launch-token";

    /** What the token endpoint answers beside the token; a test may change it. */
    private final Map<String, String> context = new ConcurrentHashMap<>(Map.of("patient", "p1", "encounter", "e1"));

    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    private volatile String stateSuffix = "";

    SmartStub() {}

    /** Launches with another context; an empty value leaves the member out. */
    public void with(String member, String value) {
        if (value.isEmpty()) {
            context.remove(member);
        } else {
            context.put(member, value);
        }
    }

    /** Gives back another state than it got. */
    public void spoilState() {
        stateSuffix = "x";
    }

    /** What was wrong with requests so far. */
    public List<String> refusals() {
        return refusals;
    }

    /** The parameters of all requests for authorization so far. */
    public List<Map<String, String>> asked() {
        return asked;
    }

    /** Whether it has answered. */
    boolean answer(HttpExchange exchange, String base) throws IOException {
        String path = exchange.getRequestURI().getPath();
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        exchange.getResponseHeaders().set("Access-Control-Allow-Headers", "accept, content-type");
        if (exchange.getRequestMethod().equals("OPTIONS")) {
            exchange.sendResponseHeaders(204, -1);
        } else if (path.equals("/fhir/.well-known/smart-configuration")) {
            String auth = base.replaceAll("/fhir$", "/auth");
            StubServer.send(
                    exchange,
                    200,
                    "application/json",
                    ("{\"authorization_endpoint\": \"" + auth + "/authorize\", \"token_endpoint\": \"" + auth
                                    + "/token\", \"code_challenge_methods_supported\": [\"S256\"],"
                                    + " \"capabilities\": [\"launch-ehr\", \"client-public\"]}")
                            .getBytes(StandardCharsets.UTF_8));
        } else if (path.equals("/auth/authorize")) {
            authorize(exchange, base);
        } else if (path.equals("/auth/token")) {
            token(exchange);
        } else {
            return false;
        }
        return true;
    }

    private void authorize(HttpExchange exchange, String base) throws IOException {
        Map<String, String> query = form(String.valueOf(exchange.getRequestURI().getRawQuery()));
        asked.add(query);
        check(query.getOrDefault("response_type", "").equals("code"), "response_type");
        check(query.getOrDefault("client_id", "").equals(CLIENT), "client_id");
        check(query.getOrDefault("aud", "").equals(base), "aud");
        check(query.getOrDefault("code_challenge_method", "").equals("S256"), "code_challenge_method");
        check(query.getOrDefault("code_challenge", "").length() == 43, "code_challenge");
        check(query.getOrDefault("launch", "").equals("opaque-launch"), "launch");
        check(query.getOrDefault("redirect_uri", "").endsWith("/launch/return"), "redirect_uri");
        check(!query.getOrDefault("scope", "").contains("offline"), "scope");
        String code = "code-" + codes.size();
        codes.put(code, query);
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        query.get("redirect_uri") + "?code=" + code + "&state="
                                + URLEncoder.encode(query.get("state") + stateSuffix, StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(302, -1);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> body = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> asked = codes.getOrDefault(body.getOrDefault("code", ""), Map.of());
        codes.remove(body.getOrDefault("code", ""));
        boolean good = !asked.isEmpty()
                && body.getOrDefault("grant_type", "").equals("authorization_code")
                && body.getOrDefault("client_id", "").equals(CLIENT)
                && body.getOrDefault("redirect_uri", "").equals(asked.get("redirect_uri"))
                && challenge(body.getOrDefault("code_verifier", "")).equals(asked.get("code_challenge"));
        check(good, "token request");
        if (!good) {
            StubServer.send(
                    exchange,
                    400,
                    "application/json",
                    "{\"error\": \"invalid_grant\"}".getBytes(StandardCharsets.UTF_8));
            return;
        }
        StringBuilder answer = new StringBuilder("{\"access_token\": \"" + TOKEN
                + "\", \"token_type\": \"Bearer\", \"expires_in\": 300, \"scope\": \"" + asked.get("scope") + "\"");
        context.forEach((member, value) -> answer.append(", \"")
                .append(member)
                .append("\": \"")
                .append(value)
                .append('"'));
        String claims = "{\"fhirUser\": \"Practitioner/dr-1\"}";
        answer.append(", \"id_token\": \"e30.")
                .append(Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8)))
                .append(".c2ln\"}");
        StubServer.send(exchange, 200, "application/json", answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void check(boolean good, String what) {
        if (!good) {
            refusals.add(what);
        }
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> form(String encoded) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            String[] parts = pair.split("=", 2);
            values.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    parts.length == 2 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
        }
        return values;
    }
}
