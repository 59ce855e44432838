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
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RiskAssessment;
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

    /** FHIR's ids end at 64 characters, those of some EHRs do not; the store keeps addresses up to 200. */
    @Test
    void takesPatientsWhoseIdsAreLongerThanFhirs() throws Exception {
        called("e" + "Xy7.-".repeat(25) + "end");
        QuestionnaireResponse form = completed();

        FhirHttp.Answer stored = posted("submit", form);

        assertThat(form.getSubject().getReference()).isEqualTo(ehr.base() + "/Patient/" + patient);
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
        QuestionnaireResponse kept = stored.as(QuestionnaireResponse.class);
        assertThat(kept.getSubject().getReference()).isEqualTo(ehr.base() + "/Patient/" + patient);
        assertThat(door.post("populate", call()).body()).contains("\"QuestionnaireResponse/" + kept.getIdPart() + '"');
        assertThat(http.get("QuestionnaireResponse?subject=" + ehr.base() + "/Patient/" + patient)
                        .as(Bundle.class)
                        .getEntry())
                .as("found by its subject")
                .hasSize(1);
    }

    @Test
    void saysThatAnAddressIsTooLongToBeKept() throws Exception {
        called("e" + "Xy7.-".repeat(38) + "end");

        FhirHttp.Answer refused = posted("submit", completed());

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body())
                .contains("more than 200 characters", "QuestionnaireResponse.subject.reference", "identifier")
                .doesNotContain("SQL", "HFJ_");
    }

    @Test
    void assessesAStoredFormOnce() throws Exception {
        called("assessed-once");
        QuestionnaireResponse kept = posted("submit", completed()).as(QuestionnaireResponse.class);

        FhirHttp.Answer assessed = posted("assess", kept);

        assertThat(assessed.status()).as(assessed.body()).isEqualTo(200);
        RiskAssessment assessment = (RiskAssessment)
                assessed.as(Parameters.class).getParameterFirstRep().getResource();
        assertThat(assessment.getBasis())
                .extracting(Reference::getReference)
                .filteredOn(basis -> basis.startsWith("QuestionnaireResponse/"))
                .containsExactly("QuestionnaireResponse/" + kept.getIdPart());
    }

    private void called(String longer) throws Exception {
        ehr.hold(LaunchedDoor.JSON.readTree(LaunchedDoor.record(VIGNETTE)
                .toString()
                .replace("Patient/" + patient + '"', "Patient/" + longer + '"')
                .replace("\"id\":\"" + patient + '"', "\"id\":\"" + longer + '"')));
        patient = longer;
    }

    private QuestionnaireResponse completed() throws Exception {
        return CompletedForm.of(
                org.cervicalinsufficiency.content.ContentFiles.read(
                        org.hl7.fhir.r4.model.Questionnaire.class,
                        "questionnaire/cervical-insufficiency-screening.json"),
                populated(),
                Optional.empty());
    }

    private FhirHttp.Answer posted(String act, QuestionnaireResponse form) throws Exception {
        ObjectNode call = call();
        call.set(
                "response",
                LaunchedDoor.JSON.readTree(ca.uhn.fhir.context.FhirContext.forR4Cached()
                        .newJsonParser()
                        .encodeResourceToString(form)));
        return door.post(act, call);
    }

    private QuestionnaireResponse populated() throws Exception {
        FhirHttp.Answer answer = door.post("populate", call());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(QuestionnaireResponse.class);
    }
}
