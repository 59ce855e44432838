package org.cervicalinsufficiency.fhirserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.TestTokens;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Calls of {@code /fhir} with access tokens. */
final class SecuredCalls {

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private final HttpClient client = HttpClient.newHttpClient();
    private final FhirHttp http;

    SecuredCalls(FhirHttp http) {
        this.http = http;
    }

    /** A client with its scopes. */
    As as(String clientId, String scope) {
        return new As(clientId, scope);
    }

    /** Calls of one client. */
    final class As {

        private final Map<String, String> headers;

        As(String clientId, String scope) {
            this.headers = Map.of(
                    "Authorization",
                    TOKENS.computeIfAbsent(
                            clientId + " " + scope,
                            unused -> TestTokens.access(clientId, scope).bearer()));
        }

        /** The header that says who calls. */
        String authorization() {
            return Objects.requireNonNull(headers.get("Authorization"));
        }

        FhirHttp.Answer get(String path) {
            return call("GET", path, null, Map.of());
        }

        FhirHttp.Answer post(String path, Resource body) {
            return call("POST", path, body, Map.of());
        }

        FhirHttp.Answer put(String path, Resource body) {
            return call("PUT", path, body, Map.of());
        }

        FhirHttp.Answer delete(String path) {
            return call("DELETE", path, null, Map.of());
        }

        FhirHttp.Answer call(String method, String path, @Nullable Resource body, Map<String, String> more) {
            Map<String, String> all = new HashMap<>(headers);
            all.putAll(more);
            return http.call(method, path, body, all);
        }

        FhirHttp.Answer patch(String path, String jsonPatch) {
            return raw("PATCH", "/fhir/" + path, jsonPatch, "application/json-patch+json");
        }

        /** A call whose path is sent as it stands. */
        FhirHttp.Answer raw(String method, String path, String body, String type) {
            HttpRequest.Builder request = HttpRequest.newBuilder(http.address(path))
                    .header("Content-Type", type)
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
            headers.forEach(request::setHeader);
            try {
                HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
                return new FhirHttp.Answer(
                        response.statusCode(),
                        response.headers(),
                        response.body(),
                        ca.uhn.fhir.context.FhirContext.forR4Cached());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The test was stopped.", stopped);
            }
        }
    }
}
