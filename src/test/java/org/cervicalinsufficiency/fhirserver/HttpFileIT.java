package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.content.ContentFiles;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.hl7.fhir.r4.model.RiskAssessment.RiskAssessmentStatus;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code examples/screening.http}: what an integrator tries first works as it stands, request after request. */
@ServerTest
class HttpFileIT {

    private static final Path FOLDER = Path.of("fhir-resources/examples");
    private static final String BASE = "{{fhir}}";

    private final HttpClient client = HttpClient.newHttpClient();
    private final FhirHttp http;

    @Autowired
    HttpFileIT(FhirHttp http) {
        this.http = http;
    }

    /** Under an id of its own, since other tests store the samples too. */
    private static String renamed(String text) {
        return text.replace("demo-bea", "http-bea");
    }

    private HttpResponse<String> send(String request) throws IOException, InterruptedException {
        String[] parts = request.strip().split("\n\n", 2);
        List<String> head = parts[0].lines().skip(1).toList();
        String[] first = head.get(0).split(" ", 2);
        assertThat(first[1]).startsWith(BASE);
        HttpRequest.Builder built =
                HttpRequest.newBuilder(URI.create(http.address("/fhir") + first[1].substring(BASE.length())));
        head.stream()
                .skip(1)
                .map(header -> header.split(": ", 2))
                .forEach(header -> built.header(header[0], header[1]));
        String body = parts.length == 1 ? "" : parts[1];
        if (body.startsWith("< ")) {
            body = renamed(Files.readString(FOLDER.resolve(body.substring(2).strip())));
        }
        return client.send(
                built.method(
                                first[0],
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private List<HttpResponse<String>> play() throws IOException, InterruptedException {
        List<HttpResponse<String>> answers = new ArrayList<>();
        String file = renamed(Files.readString(FOLDER.resolve("screening.http")));
        for (String request : Stream.of(file.split("(?m)^###", -1)).skip(1).toList()) {
            answers.add(send(request));
        }
        return answers;
    }

    @Test
    void isAnsweredAsItsTitlesSay() throws Exception {
        FhirContext fhir = FhirContext.forR4Cached();
        String sample = fhir.newJsonParser()
                .encodeResourceToString(ContentFiles.read(Bundle.class, "examples/bundle-bea.json"));
        assertThat(http.post("", renamed(sample)).status()).isEqualTo(200);

        List<HttpResponse<String>> answers = play();
        List<HttpResponse<String>> again = play();
        Subscription told = http.get("Subscription/http-bea-results").as(Subscription.class);
        assertThat(told.getStatus()).isEqualTo(SubscriptionStatus.OFF);

        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .as("%s", answers.stream().map(HttpResponse::body).toList())
                .containsExactly(200, 200, 200, 201, 422, 201, 201, 200, 200, 200);
        assertThat(answers.get(0).body()).containsPattern("\"language\": *\"es\"");
        assertThat(answers.get(1).body()).contains("answer-source", "in-progress");
        assertThat(answers.get(2).body()).contains("\"RiskAssessment\"", "\"card\"");
        assertThat(answers.get(3).body()).containsPattern("\"status\": *\"active\"");
        assertThat(answers.get(4).body()).contains("preg.status", "18 weeks");
        assertThat(inForce(answers)).hasSize(1);
        assertThat(again)
                .extracting(HttpResponse::statusCode)
                .containsExactly(200, 200, 200, 200, 422, 200, 200, 200, 200, 200);
        assertThat(inForce(again)).as("twice is the same as once").isEqualTo(inForce(answers));
        assertThat(http.get("QuestionnaireResponse/http-bea-visit").body())
                .contains("2026-11-17")
                .doesNotContain("2026-11-16");
    }

    private static List<String> inForce(List<HttpResponse<String>> answers) {
        return FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(Bundle.class, answers.get(answers.size() - 2).body())
                .getEntry()
                .stream()
                .map(entry -> (RiskAssessment) entry.getResource())
                .filter(each -> each.getStatus() != RiskAssessmentStatus.CANCELLED)
                .map(each -> each.getIdElement().getIdPart())
                .toList();
    }
}
