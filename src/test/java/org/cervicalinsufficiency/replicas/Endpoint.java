package org.cervicalinsufficiency.replicas;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Where calls go: one server, or what stands before several. */
public interface Endpoint {

    /** The address of a path, which begins with a slash. */
    URI address(String path);

    /**
     * Sends a call that is complete but for its method, which is GET unless it was set.
     *
     * @throws java.io.UncheckedIOException if it is not answered
     */
    HttpResponse<String> send(HttpRequest.Builder request);
}
