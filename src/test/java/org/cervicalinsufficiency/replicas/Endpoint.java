package org.cervicalinsufficiency.replicas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Where calls go: one server, or what stands before several. */
public interface Endpoint {

    /** The address of a path, which begins with a slash. */
    URI address(String path);

    /**
     * Sends a call that is complete but for its method, which is GET unless it was set.
     *
     * @throws UncheckedIOException if it is not answered
     */
    HttpResponse<String> send(HttpRequest.Builder request);

    /** The same, by a client that knows how to reach it. */
    static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was stopped.", stopped);
        }
    }
}
