package org.cervicalinsufficiency;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Lazy;

/**
 * Plain HTTP to the running FHIR server, as an integrator would call it.
 */
@Lazy
public class FhirHttp {

    private static final String JSON = "application/fhir+json";

    private final HttpClient client = HttpClient.newHttpClient();
    private final FhirContext fhir;
    private final ServletWebServerApplicationContext server;

    FhirHttp(FhirContext fhir, ServletWebServerApplicationContext server) {
        this.fhir = fhir;
        this.server = server;
    }

    /**
     * An answer of the server.
     *
     * @param status the HTTP status
     * @param headers the HTTP headers
     * @param body the body as sent
     * @param fhir to read the body with
     */
    public record Answer(int status, java.net.http.HttpHeaders headers, String body, FhirContext fhir) {

        /** The body as a resource of the expected type. */
        public <T extends Resource> T as(Class<T> type) {
            return fhir.newJsonParser().parseResource(type, body);
        }
    }

    /** The address of a path of the application, which begins with a slash. */
    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getWebServer().getPort() + path);
    }

    /** Reads or searches: {@code get("Patient?name=Ada")}. */
    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** Creates or calls an operation. */
    public Answer post(String path, Resource body) {
        return send(request(path).POST(publisher(body)));
    }

    /** Creates or calls an operation, with a body that no R4 model can hold. */
    public Answer post(String path, String body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Updates. */
    public Answer put(String path, Resource body) {
        return send(request(path).PUT(publisher(body)));
    }

    /** Any call: with or without a body, with more headers. */
    public Answer call(String method, String path, @Nullable Resource body, Map<String, String> headers) {
        HttpRequest.Builder request =
                request(path).method(method, body == null ? HttpRequest.BodyPublishers.noBody() : publisher(body));
        headers.forEach(request::setHeader);
        return send(request);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address("/fhir/" + path))
                .header("Content-Type", JSON)
                .header("Accept", JSON);
    }

    private HttpRequest.BodyPublisher publisher(Resource body) {
        return HttpRequest.BodyPublishers.ofString(fhir.newJsonParser().encodeResourceToString(body));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body(), fhir);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was stopped.", stopped);
        }
    }
}
