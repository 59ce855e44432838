package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.IntStream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the log says about FHIR calls that fail: enough to find the cause, and nothing of the patient. */
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
class FailureLogIT {

    private static final String CANARY = "canary-4711";

    private final FhirHttp http;

    @Autowired
    FailureLogIT(FhirHttp http) {
        this.http = http;
    }

    @Test
    void namesStatusAndProblemOfARefusedCall(CapturedOutput output) throws Exception {
        assertThat(http.get("Patient/unknown-" + CANARY).status()).isEqualTo(404);
        assertThat(http.get("Patient?birthdate=" + CANARY).status()).isEqualTo(400);
        assertThat(http.post("Condition", new Condition().setSubject(new Reference("Patient/unknown-" + CANARY)))
                        .status())
                .isEqualTo(400);
        assertThat(post("{\"resourceType\":\"Patient\",\"birthDate\":\"" + CANARY + "\"}"))
                .isEqualTo(400);

        assertThat(output)
                .contains(
                        "FHIR call refused: status=404 operation=READ problem=ResourceNotFoundException codes=HAPI-2001")
                .contains("status=400 operation=CREATE problem=InvalidRequestException codes=HAPI-0450,HAPI-1821")
                .doesNotContain(CANARY);
    }

    @Test
    void namesThePlaceOfADefect(CapturedOutput output) {
        assertThat(http.get("Patient?_filter=" + CANARY).status()).isEqualTo(500);

        assertThat(output)
                .contains("FHIR call failed: status=500 operation=SEARCH_TYPE")
                .contains("SearchFilterParser")
                .doesNotContain(CANARY);
    }

    @Test
    void keepsQuietAboutRowsThatCollide(CapturedOutput output) {
        Patient patient = new Patient();
        patient.setId(CANARY);
        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(call -> http.put("Patient/" + CANARY, patient).status())
                .toList();

        assertThat(statuses)
                .contains(201)
                .allMatch(status -> List.of(200, 201, 409).contains(status));
        assertThat(output).doesNotContain(CANARY);
    }

    private int post(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(http.address("/fhir/Patient"))
                .header("Content-Type", "application/fhir+json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
