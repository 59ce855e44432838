package org.cervicalinsufficiency.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.SecureTenants;
import org.cervicalinsufficiency.TestTokens;

/** Sends what the assertions ask for and checks on every answer what holds for all of them (BN7, BN9). */
final class Bench {

    static final String VIEW = "/cds-services/" + Bodies.PATIENT_VIEW;
    private static final String JSON = "application/json";

    private final FhirHttp http;
    private final HttpClient client = HttpClient.newHttpClient();

    Bench(FhirHttp http) {
        this.http = http;
    }

    /** A valid call of the patient-view service. */
    Reply call(JsonNode body) {
        return post(VIEW, body.toString());
    }

    /** A call that has to be answered with cards; they are checked. */
    Reply answered(JsonNode body) {
        Reply reply = call(body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        var unused = new CardAssertions(Bodies.patientId(body), SecureTenants.LINK_HOSTS).check(reply);
        return reply;
    }

    /** A POST by alpha with a token for that very path. */
    Reply post(String path, String body) {
        return send(
                "POST",
                path,
                BodyPublishers.ofString(body, StandardCharsets.UTF_8),
                TestTokens.alpha(path).sign(),
                JSON);
    }

    /** Any method by alpha, without a body. */
    Reply method(String method, String path, String... headers) {
        return send(
                method, path, BodyPublishers.noBody(), TestTokens.alpha(path).sign(), "", headers);
    }

    /** Anything at all; an empty token or type is not sent. */
    Reply send(String method, String path, BodyPublisher body, String token, String type, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(http.address(path)).method(method, body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            Reply reply = Reply.of(client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
            EveryAnswer.check(method, reply);
            return reply;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
