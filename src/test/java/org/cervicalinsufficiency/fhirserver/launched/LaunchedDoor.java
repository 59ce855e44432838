package org.cervicalinsufficiency.fhirserver.launched;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.cdshooks.ehr.SmartStub;
import org.cervicalinsufficiency.cdshooks.ehr.StubEhr;
import org.cervicalinsufficiency.vignettes.HookRequests;
import org.cervicalinsufficiency.vignettes.Vignettes;

/** Calls of the launched door as the form page makes them. */
final class LaunchedDoor {

    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final FhirHttp http;

    LaunchedDoor(FhirHttp http) {
        this.http = http;
    }

    /** A call about a patient of an EHR. */
    static ObjectNode call(StubEhr ehr, String patient) {
        return JSON.createObjectNode().put("iss", ehr.base()).put("patient", patient);
    }

    FhirHttp.Answer post(String act, ObjectNode body) throws IOException, InterruptedException {
        return post(act, body, "Bearer " + SmartStub.TOKEN);
    }

    FhirHttp.Answer post(String act, ObjectNode body, String authorization) throws IOException, InterruptedException {
        return send("POST", act, "application/json", body.toString(), authorization);
    }

    FhirHttp.Answer send(String method, String act, String type, String body, String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(http.address("/launched/" + act))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new FhirHttp.Answer(
                answer.statusCode(), answer.headers(), answer.body(), ca.uhn.fhir.context.FhirContext.forR4Cached());
    }

    /** What a hook call about a vignette's patient would send. */
    static JsonNode record(String vignette) throws IOException {
        return JSON.readTree(
                        HookRequests.prefetchCall("cervical-insufficiency-patient-view", Vignettes.named(vignette)))
                .get("prefetch");
    }
}
