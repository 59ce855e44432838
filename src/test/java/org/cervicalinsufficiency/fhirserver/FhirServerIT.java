package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.SqlCounter;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The FHIR interface as an integrator meets it. */
@ServerTest
class FhirServerIT {

    private final FhirHttp http;
    private final SqlCounter sql;
    private final RestfulServer server;

    @Autowired
    FhirServerIT(FhirHttp http, SqlCounter sql, RestfulServer server) {
        this.http = http;
        this.server = server;
        this.sql = sql;
    }

    @Test
    void describesExactlyWhatItServes() {
        FhirHttp.Answer answer = http.get("metadata");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKey("x-powered-by");
        assertThat(answer.body()).doesNotContain("\n").hasSizeLessThan(400_000);
        assertThat(answer.as(CapabilityStatement.class).getRestFirstRep().getResource())
                .extracting(CapabilityStatement.CapabilityStatementRestResourceComponent::getType)
                .containsAll(SupportedResources.names())
                .doesNotContain("Medication", "Claim");
    }

    @Test
    void createsReadsUpdatesAndFinds() {
        Patient ada = new Patient();
        ada.addName().setFamily("Lovelace-Test");
        FhirHttp.Answer created = http.post("Patient", ada);
        assertThat(created.status()).isEqualTo(201);
        Patient stored = created.as(Patient.class);
        String id = stored.getIdElement().getIdPart();

        assertThat(http.get("Patient/" + id).as(Patient.class).getNameFirstRep().getFamily())
                .isEqualTo("Lovelace-Test");
        assertThat(http.put("Patient/" + id, stored.setActive(true)).status()).isEqualTo(200);

        assertThat(http.post("Observation", observation(id)).status()).isEqualTo(201);
        assertThat(http.get("Observation?subject=Patient/" + id)
                        .as(Bundle.class)
                        .getEntry())
                .hasSize(1);
        assertThat(http.get("Patient?family=lovelace-test").as(Bundle.class).getEntry())
                .hasSize(1);
    }

    @Test
    void findsWhatWasWrittenAMomentAgoAndPagesBySteps() {
        Patient grace = http.post("Patient", new Patient()).as(Patient.class);
        String id = grace.getIdElement().getIdPart();
        String search = "Observation?_sort=-date&subject=Patient/" + id;
        assertThat(http.get(search).as(Bundle.class).getEntry()).isEmpty();

        IntStream.range(0, 60)
                .forEach(n -> assertThat(
                                http.post("Observation", observation(id)).status())
                        .isEqualTo(201));

        Bundle first = http.get(search).as(Bundle.class);
        assertThat(first.getEntry()).hasSize(50);
        assertThat(first.getLink("next")).isNotNull();
        LongestPage seven = new LongestPage(7);
        server.registerInterceptor(seven);
        try {
            for (String page : List.of("&_count=1000000", "&_count=99999999999", "&_offset=14&_count=1000000")) {
                Bundle cut = http.get(search + page).as(Bundle.class);
                assertThat(cut.getEntry()).as(page).hasSize(7);
                assertThat(cut.getLink("next").getUrl()).as(page).contains("_count=7");
            }
        } finally {
            server.unregisterInterceptor(seven);
        }
    }

    @Test
    void keepsNoSearchWhenItSearches() throws Exception {
        assertThat(sql.during(() -> http.get("Patient?family=nobody")))
                .isNotEmpty()
                .noneMatch(statement -> statement.toLowerCase(Locale.ROOT).contains("hfj_search "));
    }

    @Test
    void knowsNoOtherType() {
        assertThat(http.post("Medication", new Medication()).status()).isEqualTo(404);
    }

    private static Observation observation(String patient) {
        Observation observation = new Observation()
                .setStatus(Observation.ObservationStatus.FINAL)
                .setSubject(new Reference("Patient/" + patient));
        observation.getCode().setText("A test");
        return observation;
    }
}
