package org.cervicalinsufficiency.fhirserver.launched;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.cdshooks.ehr.SmartStub;
import org.cervicalinsufficiency.cdshooks.ehr.StubEhr;
import org.cervicalinsufficiency.questionnaire.CompletedForm;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.ExampleTenants;
import org.cervicalinsufficiency.tenant.Tenants;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whom a launched form is about: what the page is told, and ids as EHRs have them. */
@ServerTest
class LaunchedPatientsIT {

    private static final String VIGNETTE = "v02";

    private final FhirHttp http;
    private final CurrentTenants tenants;
    private final LaunchedDoor door;
    private final StubEhr ehr = new StubEhr().taking(SmartStub.TOKEN);
    private Tenants before;
    private String patient = "";

    @Autowired
    LaunchedPatientsIT(FhirHttp http, CurrentTenants tenants) {
        this.http = http;
        this.tenants = tenants;
        this.door = new LaunchedDoor(http);
        this.before = tenants.get();
    }

    @BeforeEach
    void register() throws Exception {
        patient = LaunchedDoor.record(VIGNETTE).at("/patient/id").asText();
        before = tenants.get();
        tenants.replace(ExampleTenants.launching("us", "en", ehr.base()));
    }

    @AfterEach
    void restore() {
        tenants.replace(before);
        ehr.close();
    }

    private ObjectNode call() {
        return LaunchedDoor.call(ehr, patient);
    }

    @Test
    void tellsWhoThePatientIsAndNothingElse() throws Exception {
        ObjectNode person = (ObjectNode) LaunchedDoor.record(VIGNETTE).path("patient");
        person.put("birthDate", "1990-03-04").put("gender", "female");
        person.putArray("name")
                .addObject()
                .put("family", "Example")
                .putArray("given")
                .add("Ada");
        person.putArray("identifier").addObject().put("value", "MRN-7");
        person.putArray("telecom").addObject().put("value", "555-0100");
        ObjectNode record = (ObjectNode) LaunchedDoor.record(VIGNETTE);
        record.set("patient", person);
        ehr.hold(record);

        FhirHttp.Answer answer = door.post("patient", call());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(LaunchedDoor.JSON.readTree(answer.body()).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("resourceType", "id", "name", "birthDate", "identifier");
        assertThat(answer.body()).contains(patient, "Example", "Ada", "1990-03-04", "MRN-7");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(ehr.seen()).hasSize(1);
        assertThat(door.post("patient", call(), "Bearer stolen").status()).isEqualTo(401);
        assertThat(door.post("patient", LaunchedDoor.call(ehr, "somebody-else")).status())
                .isEqualTo(403);
    }

    @Test
    void takesPatientsWhoseIdsAreLongerThanFhirs() throws Exception {
        String longer = "e" + "Xy7.-".repeat(38) + "end";
        assertThat(longer).hasSize(194);
        ehr.hold(LaunchedDoor.JSON.readTree(LaunchedDoor.record(VIGNETTE)
                .toString()
                .replace("Patient/" + patient + '"', "Patient/" + longer + '"')
                .replace("\"id\":\"" + patient + '"', "\"id\":\"" + longer + '"')));
        patient = longer;

        QuestionnaireResponse form = CompletedForm.of(
                org.cervicalinsufficiency.content.ContentFiles.read(
                        org.hl7.fhir.r4.model.Questionnaire.class,
                        "questionnaire/cervical-insufficiency-screening.json"),
                populated(),
                Optional.empty());
        ObjectNode call = call();
        call.set(
                "response",
                LaunchedDoor.JSON.readTree(ca.uhn.fhir.context.FhirContext.forR4Cached()
                        .newJsonParser()
                        .encodeResourceToString(form)));
        FhirHttp.Answer stored = door.post("submit", call);

        assertThat(form.getSubject().getReference()).isEqualTo(ehr.base() + "/Patient/" + longer);
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
        QuestionnaireResponse kept = stored.as(QuestionnaireResponse.class);
        assertThat(kept.getSubject().getReference()).isEqualTo(ehr.base() + "/Patient/" + longer);
        assertThat(door.post("populate", call()).body()).contains("\"QuestionnaireResponse/" + kept.getIdPart() + '"');
        assertThat(http.get("QuestionnaireResponse?subject=" + ehr.base() + "/Patient/" + longer)
                        .as(Bundle.class)
                        .getEntry())
                .as("found by its subject")
                .hasSize(1);
    }

    private QuestionnaireResponse populated() throws Exception {
        FhirHttp.Answer answer = door.post("populate", call());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(QuestionnaireResponse.class);
    }
}
