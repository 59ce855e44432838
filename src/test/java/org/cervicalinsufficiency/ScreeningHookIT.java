package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.content.ContentFiles;
import org.cervicalinsufficiency.vignettes.HookRequests;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the real services answer beyond the vignettes: gaps in the data, languages, people who are not pregnant. */
@ServerTest
class ScreeningHookIT {

    private static final String START = "cervical-insufficiency-encounter-start";
    private static final String DISCHARGE = "cervical-insufficiency-encounter-discharge";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final HttpClient client = HttpClient.newHttpClient();
    private final FhirHttp http;

    @Autowired
    ScreeningHookIT(FhirHttp http) {
        this.http = http;
    }

    private static ObjectNode call(String service, String vignette) throws IOException {
        return (ObjectNode) JSON.readTree(HookRequests.prefetchCall(service, Vignettes.named(vignette)));
    }

    private HttpResponse<String> send(String service, JsonNode call, String language)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(http.address("/cds-services/" + service))
                .header("Content-Type", "application/json")
                .header("Accept-Language", language)
                .POST(HttpRequest.BodyPublishers.ofString(call.toString()))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode answer(String service, JsonNode call) throws IOException, InterruptedException {
        return JSON.readTree(send(service, call, "en").body());
    }

    private static List<String> topics(JsonNode answer) {
        List<String> topics = new ArrayList<>();
        answer.path("cards")
                .forEach(card -> topics.add(card.at("/source/topic/code").asText()));
        return topics;
    }

    private static JsonNode assessment(JsonNode answer) {
        return answer.at("/extension/org.cervicalinsufficiency.assessment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"procedures", "forms", "communications", "service-requests"})
    void saysWhatWasNotSeenWhereASupportingKeyIsMissing(String key) throws Exception {
        ObjectNode call = call(START, "v14");
        ((ObjectNode) call.get("prefetch")).remove(key);

        JsonNode answer = answer(START, call);

        assertThat(topics(answer)).contains("CheckRecord");
        assertThat(assessment(answer).path("tier").asText()).isEqualTo("indeterminate");
        assertThat(assessment(answer).path("notAssessed").get(0).asText()).startsWith(key + ": ");
        answer.path("cards")
                .forEach(card -> assertThat(card.path("detail").asText()).contains("Could not be read"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient", "conditions", "observations"})
    void refusesWhereAnEssentialKeyIsMissing(String key) throws Exception {
        ObjectNode call = call(START, "v14");
        ((ObjectNode) call.get("prefetch")).remove(key);

        HttpResponse<String> response = send(START, call, "en");

        assertThat(response.statusCode()).isEqualTo(412);
        assertThat(response.body()).contains("OperationOutcome").contains(key);
    }

    /** Who is stored here under the id that an EHR sends is another person. */
    @ParameterizedTest
    @ValueSource(strings = {"patient", "conditions", "observations", "procedures"})
    void neverFillsAKeyFromItsOwnStore(String key) throws Exception {
        String id = "stored-here-" + key;
        ObjectNode call = call(START, "v14");
        String usual = call.at("/context/patientId").asText();
        call = (ObjectNode) JSON.readTree(call.toString()
                .replace("\"" + usual + "\"", "\"" + id + "\"")
                .replace("Patient/" + usual + "\"", "Patient/" + id + "\""));
        ((ObjectNode) call.get("prefetch")).remove(key);
        HttpResponse<String> before = send(START, call, "en");

        storeSomebodyWithAStitch(id);
        HttpResponse<String> after = send(START, call, "en");

        assertThat(after.statusCode()).isEqualTo(before.statusCode()).isEqualTo(key.equals("procedures") ? 200 : 412);
        assertThat(UUIDS.matcher(after.body()).replaceAll(""))
                .isEqualTo(UUIDS.matcher(before.body()).replaceAll(""));
    }

    private void storeSomebodyWithAStitch(String id) {
        FhirContext fhir = FhirContext.forR4Cached();
        Bundle sample = fhir.newJsonParser()
                .parseResource(
                        Bundle.class,
                        fhir.newJsonParser()
                                .encodeResourceToString(ContentFiles.read(Bundle.class, "examples/bundle-gwen.json"))
                                .replace("demo-gwen", id));
        sample.getEntry().removeIf(entry -> entry.getResource() instanceof QuestionnaireResponse);
        FhirHttp.Answer stored = http.post("", sample);
        assertThat(stored.status()).as(stored.body()).isEqualTo(200);
        assertThat(http.get("Procedure?subject=Patient/" + id).as(Bundle.class).getEntry())
                .isNotEmpty();
    }

    @Test
    void answersNothingButTheAssessmentWhereNobodyIsPregnant() throws Exception {
        ObjectNode call = call(START, "v14");
        ObjectNode prefetch = (ObjectNode) call.get("prefetch");
        for (String key : List.of("conditions", "observations", "procedures", "forms")) {
            prefetch.putNull(key);
        }

        JsonNode answer = answer(START, call);

        assertThat(answer.path("cards")).isEmpty();
        assertThat(assessment(answer).path("tier").asText()).isEqualTo("not-applicable");
        assertThat(assessment(answer).has("notAssessed")).isFalse();
    }

    @Test
    void speaksSpanish() throws Exception {
        HttpResponse<String> response = send(START, call(START, "v02"), "es-AR,es;q=0.9,en;q=0.5");

        JsonNode card = JSON.readTree(response.body()).path("cards").get(0);
        assertThat(card.path("summary").asText()).startsWith("Cuello corto (22 mm)");
        assertThat(card.path("detail").asText()).contains("Por qué esta tarjeta");
    }

    @Test
    void speaksEnglishToWhoeverAsksForAnotherLanguage() throws Exception {
        HttpResponse<String> response = send(START, call(START, "v02"), Locale.JAPANESE.toLanguageTag());

        assertThat(response.body()).contains("Short cervix (22 mm)");
    }

    @Test
    void leavesOutAtDischargeWhatBelongsToTheEncounter() throws Exception {
        assertThat(topics(answer(DISCHARGE, call(DISCHARGE, "v07")))).containsExactly("EducationHealthyPregnancy");
        assertThat(topics(answer(DISCHARGE, call(DISCHARGE, "v10")))).containsExactly("EducationSymptoms");
        assertThat(topics(answer(DISCHARGE, call(DISCHARGE, "v18")))).containsExactly("SameDayAssessment");
    }

    @Test
    void letsNoTextOfTheChartIntoACard() throws Exception {
        ObjectNode call = call(START, "v31");
        ((ObjectNode) call.at("/prefetch/conditions/entry/0/resource/code"))
                .put("text", "canary [x](http://evil.example) <b>")
                .withArray("coding")
                .forEach(coding -> ((ObjectNode) coding).put("display", "canary low risk"));
        ((ObjectNode) call.at("/prefetch/patient")).putArray("name").addObject().put("text", "Canary Person");

        HttpResponse<String> response = send(START, call, "en");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("HighRiskSerialLength").doesNotContainIgnoringCase("canary");
    }

    @Test
    void ac51TheSameCallGivesTheSameCardsUnderOtherUuids() throws Exception {
        JsonNode one = answer(START, call(START, "v02"));
        JsonNode other = answer(START, call(START, "v02"));
        List<String> uuids = new ArrayList<>(one.findValuesAsText("uuid"));
        uuids.addAll(other.findValuesAsText("uuid"));

        assertThat(uuids).hasSizeGreaterThan(4).doesNotHaveDuplicates().allMatch(uuid -> uuid.matches("[0-9a-f-]{36}"));
        for (JsonNode answer : List.of(one, other)) {
            answer.findParents("uuid").forEach(parent -> ((ObjectNode) parent).put("uuid", "blotted-out"));
        }
        assertThat(one).isEqualTo(other);
    }

    @Test
    void ac24UnknownMembersChangeNothing() throws Exception {
        ObjectNode call = call(START, "v02");
        ObjectNode more = call.deepCopy();
        more.put("cdsHooksVersion", "9.9").putObject("configuration").put("max-cards", 1);
        more.putObject("extension").putObject("com.example.more").put("x", 1);
        ((ObjectNode) more.path("context")).putArray("more").add(1);

        assertThat(topics(answer(START, more))).isEqualTo(topics(answer(START, call)));
    }
}
