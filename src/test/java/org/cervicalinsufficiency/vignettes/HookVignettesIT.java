package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Every vignette over HTTP, as a hook call with complete prefetch. The server runs with the profile {@code us}. */
@ServerTest
class HookVignettesIT {

    private static final String SERVICE = "cervical-insufficiency-encounter-start";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> UUIDS = ConcurrentHashMap.newKeySet();

    private final HttpClient client = HttpClient.newHttpClient();
    private final FhirHttp http;

    @Autowired
    HookVignettesIT(FhirHttp http) {
        this.http = http;
    }

    @TestFactory
    Stream<DynamicTest> answersAsTheVignetteSays() {
        return answered()
                .map(vignette -> DynamicTest.dynamicTest(
                        vignette.id() + " " + vignette.title(),
                        () -> VignetteTests.verify(vignette.atHook(), "us", outcome(call(SERVICE, vignette)))));
    }

    /** The same chart opened in the patient view gives the same cards. */
    @TestFactory
    Stream<DynamicTest> answersTheSameInThePatientView() {
        return answered()
                .map(vignette -> DynamicTest.dynamicTest(
                        vignette.id(),
                        () -> VignetteTests.verify(
                                vignette.atHook(),
                                "us",
                                outcome(call("cervical-insufficiency-patient-view", vignette)))));
    }

    /** What cannot be read is refused in words, never taken for something else. */
    @TestFactory
    Stream<DynamicTest> refusesWhatTheVignetteSays() {
        return Vignettes.everything().stream()
                .filter(vignette -> vignette.doors().refused().containsKey("hook"))
                .map(vignette -> DynamicTest.dynamicTest(vignette.id(), () -> {
                    HttpResponse<String> response = send(SERVICE, vignette);
                    assertThat(response.statusCode()).as(response.body()).isBetween(400, 499);
                    assertThat(response.body())
                            .contains("OperationOutcome")
                            .contains(vignette.doors().refused().get("hook"));
                }));
    }

    private static Stream<Vignette> answered() {
        return Vignettes.everything().stream()
                .filter(vignette -> vignette.profiles().contains("us"))
                .filter(vignette -> !vignette.doors().refused().containsKey("hook"));
    }

    private JsonNode call(String service, Vignette vignette) throws IOException, InterruptedException {
        HttpResponse<String> response = send(service, vignette);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode answer = JSON.readTree(response.body());
        AnswerRules.check(answer, new VignettePatient(vignette).id());
        assertThat(answer.findValuesAsText("uuid"))
                .as("AC-48 no uuid comes twice")
                .allMatch(uuid -> uuid.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") && UUIDS.add(uuid));
        return answer;
    }

    private HttpResponse<String> send(String service, Vignette vignette) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(http.address("/cds-services/" + service))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(HookRequests.prefetchCall(service, vignette)))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static Outcome outcome(JsonNode answer) {
        JsonNode assessment = answer.at("/extension/org.cervicalinsufficiency.assessment");
        TreeMap<String, String> topics = new TreeMap<>();
        Map<String, String> texts = new HashMap<>();
        for (JsonNode card : answer.path("cards")) {
            String topic = card.at("/source/topic/code").asText();
            topics.put(topic, card.path("indicator").asText());
            texts.put(
                    topic,
                    card.path("summary").asText() + "\n" + card.path("detail").asText());
        }
        Set<String> factors = new HashSet<>();
        assessment
                .path("factors")
                .forEach(factor -> factors.add(factor.path("code").asText()));
        List<String> missing = new ArrayList<>();
        assessment.path("missing").forEach(item -> missing.add(item.asText()));
        return new Outcome(
                        Optional.of(assessment.path("tier").asText()),
                        Optional.of(assessment.path("provisional").asBoolean()),
                        Optional.of(assessment.path("route").asText()),
                        Optional.of(topics.keySet()),
                        Optional.of(topics),
                        Optional.of(missing),
                        Optional.of(factors),
                        Optional.empty())
                .withTexts(texts);
    }
}
