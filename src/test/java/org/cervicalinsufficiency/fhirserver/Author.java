package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.vignettes.HookRequests;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Resource;

/** An author at the running server, who puts everything back in the end, and an EHR that sees what is in force. */
final class Author {

    static final Map<String, String> TOKEN = Map.of("Authorization", "Bearer test-author");
    static final String PLAN =
            "https://cervical-insufficiency.example/fhir/PlanDefinition/cervical-insufficiency-screening";
    static final String PLAN_PATH = "PlanDefinition/cervical-insufficiency-screening";

    private static final String SERVICE = "cervical-insufficiency-encounter-start";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient ehr = HttpClient.newHttpClient();
    private final FhirHttp http;
    private final Map<String, Resource> before = new LinkedHashMap<>();

    Author(FhirHttp http) {
        this.http = http;
    }

    /** What is stored, remembered to be put back. */
    <T extends Resource> T open(Class<T> type, String id) {
        String path = type.getSimpleName() + "/" + id;
        T stored = http.get(path).as(type);
        before.putIfAbsent(path, stored.copy());
        return stored;
    }

    Library library(String id, String from, String to) {
        Library library = open(Library.class, id);
        String cql = new String(library.getContentFirstRep().getData(), StandardCharsets.UTF_8);
        assertThat(cql).contains(from);
        library.getContentFirstRep().setData(cql.replace(from, to).getBytes(StandardCharsets.UTF_8));
        return library;
    }

    PlanDefinition plan() {
        return open(PlanDefinition.class, "cervical-insufficiency-screening");
    }

    FhirHttp.Answer put(Resource changed) {
        return http.call("PUT", pathOf(changed), changed, TOKEN);
    }

    FhirHttp.Answer send(Bundle.BundleType type, Resource... changed) {
        Bundle bundle = new Bundle().setType(type);
        for (Resource resource : changed) {
            bundle.addEntry()
                    .setResource(resource)
                    .getRequest()
                    .setMethod(Bundle.HTTPVerb.PUT)
                    .setUrl(pathOf(resource));
        }
        return http.call("POST", "", bundle, TOKEN);
    }

    static String pathOf(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }

    /** Puts back what was opened, in one transaction; the hooks must name the shipped version again. */
    void restore() {
        if (!before.isEmpty()) {
            FhirHttp.Answer answer = send(
                    Bundle.BundleType.TRANSACTION,
                    before.values().stream().map(Author::withoutMeta).toArray(Resource[]::new));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
        assertThat(version(hook("v04c", "en"))).isEqualTo(PLAN + "|0.1.0");
    }

    private static Resource withoutMeta(Resource resource) {
        resource.getMeta().setVersionId(null).setLastUpdated(null).setSource(null);
        return resource;
    }

    /** The answer of the encounter-start service about a vignette. */
    JsonNode hook(String vignette, String language) {
        try {
            String call = HookRequests.prefetchCall(SERVICE, Vignettes.named(vignette));
            HttpRequest request = HttpRequest.newBuilder(http.address("/cds-services/" + SERVICE))
                    .header("Content-Type", "application/json")
                    .header("Accept-Language", language)
                    .POST(HttpRequest.BodyPublishers.ofString(call))
                    .build();
            HttpResponse<String> response = ehr.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return JSON.readTree(response.body());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was stopped.", stopped);
        }
    }

    static String version(JsonNode answer) {
        return answer.at("/extension/org.cervicalinsufficiency.assessment/planDefinition")
                .asText();
    }

    static Set<String> topics(JsonNode answer) {
        Set<String> topics = new TreeSet<>();
        answer.path("cards")
                .forEach(card -> topics.add(card.at("/source/topic/code").asText()));
        return topics;
    }

    static List<String> summaries(JsonNode answer) {
        List<String> summaries = new ArrayList<>();
        answer.path("cards").forEach(card -> summaries.add(card.path("summary").asText()));
        return summaries;
    }
}
