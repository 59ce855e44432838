package org.cervicalinsufficiency.fhirserver.subscription;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelComponent;

/**
 * Tells a receiver, the way FHIR R4 describes channel type {@code rest-hook}: without a payload an empty POST to the
 * endpoint, with one a PUT of the resource to {@code [endpoint]/[type]/[id]}. Redirects are not followed, no proxy and no
 * cookie is used, and the body of the answer is never read.
 */
final class RestHook {

    private static final int FIRST_SUCCESS = 200;
    private static final int LAST_SUCCESS = 299;

    private final FhirContext fhir;
    private final HttpClient client;
    private final Duration answerTimeout;

    RestHook(FhirContext fhir, Duration connectTimeout, Duration answerTimeout) {
        this.fhir = fhir;
        this.answerTimeout = answerTimeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
    }

    /**
     * How an attempt ended.
     *
     * @param success whether the receiver took the notice
     * @param status its HTTP status, or in a word why there is none
     */
    record Answer(boolean success, String status) {}

    /**
     * Makes one attempt.
     *
     * @throws InterruptedException if the server is stopping
     */
    Answer tell(Subscription subscription, Resource resource) throws InterruptedException {
        try {
            HttpResponse<InputStream> response =
                    client.send(request(subscription.getChannel(), resource), BodyHandlers.ofInputStream());
            try (InputStream unread = response.body()) {
                int status = response.statusCode();
                return new Answer(status >= FIRST_SUCCESS && status <= LAST_SUCCESS, String.valueOf(status));
            }
        } catch (HttpTimeoutException late) {
            return new Answer(false, "timeout");
        } catch (IOException unreachable) {
            return new Answer(false, unreachable.getClass().getSimpleName());
        }
    }

    private HttpRequest request(SubscriptionChannelComponent channel, Resource resource) {
        HttpRequest.Builder request = channel.hasPayload()
                ? HttpRequest.newBuilder(resourceUrl(channel.getEndpoint(), resource))
                        .header("Content-Type", channel.getPayload())
                        .PUT(BodyPublishers.ofString(encode(channel.getPayload(), resource)))
                : HttpRequest.newBuilder(URI.create(channel.getEndpoint())).POST(BodyPublishers.noBody());
        for (StringType header : channel.getHeader()) {
            request.header(SubscriptionCheck.nameOf(header.getValue()), SubscriptionCheck.valueOf(header.getValue()));
        }
        return request.timeout(answerTimeout).build();
    }

    private String encode(String payload, Resource resource) {
        return payload.endsWith("xml")
                ? fhir.newXmlParser().encodeResourceToString(resource)
                : fhir.newJsonParser().encodeResourceToString(resource);
    }

    private static URI resourceUrl(String endpoint, Resource resource) {
        String base = endpoint.endsWith("/") ? endpoint : endpoint + "/";
        return URI.create(
                base + resource.fhirType() + "/" + resource.getIdElement().getIdPart());
    }
}
