package org.cervicalinsufficiency.fhirserver.launched;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.cdshooks.ehr.StubEhr;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whom a launched form is about: what the page is told, and ids as EHRs have them. */
@ServerTest
class LaunchedPatientsIT {

    private final FhirHttp http;
    private final LaunchedDoor door;
    private final StubEhr ehr;

    @Autowired
    LaunchedPatientsIT(FhirHttp http, CurrentTenants tenants) {
        this.http = http;
        this.door = new LaunchedDoor(http, tenants);
        this.ehr = door.ehr();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void tellsWhoThePatientIsAndNothingElse() throws Exception {
        ObjectNode person = (ObjectNode) LaunchedDoor.record().path("patient");
        person.put("birthDate", "1990-03-04").put("gender", "female");
        person.putArray("name")
                .addObject()
                .put("family", "Example")
                .putArray("given")
                .add("Ada");
        person.putArray("identifier").addObject().put("value", "MRN-7");
        person.putArray("telecom").addObject().put("value", "555-0100");
        ObjectNode record = LaunchedDoor.record();
        record.set("patient", person);
        ehr.hold(record);

        FhirHttp.Answer answer = door.post("patient", door.call());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(LaunchedDoor.JSON.readTree(answer.body()).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("resourceType", "id", "name", "birthDate", "identifier");
        assertThat(answer.body()).contains(door.patient(), "Example", "Ada", "1990-03-04", "MRN-7");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(ehr.seen()).hasSize(1);
        assertThat(door.post("patient", door.call(), "Bearer stolen").status()).isEqualTo(401);
        assertThat(door.post("patient", door.call("somebody-else")).status()).isEqualTo(403);
    }

    /** FHIR's ids end at 64 characters, those of some EHRs do not; the store keeps addresses up to 200. */
    @Test
    void takesPatientsWhoseIdsAreLongerThanFhirs() throws Exception {
        door.rename("e" + "Xy7.-".repeat(25) + "end");
        QuestionnaireResponse form = completed();

        FhirHttp.Answer stored = door.post("submit", door.call(form));

        assertThat(form.getSubject().getReference()).isEqualTo(door.patientAddress());
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
        QuestionnaireResponse kept = stored.as(QuestionnaireResponse.class);
        assertThat(kept.getSubject().getReference()).isEqualTo(door.patientAddress());
        assertThat(door.post("populate", door.call()).body())
                .contains("\"QuestionnaireResponse/" + kept.getIdPart() + '"');
        assertThat(http.get("QuestionnaireResponse?subject=" + door.patientAddress())
                        .as(Bundle.class)
                        .getEntry())
                .as("found by its subject")
                .hasSize(1);
    }

    @Test
    void saysThatAnAddressIsTooLongToBeKept() throws Exception {
        door.rename("e" + "Xy7.-".repeat(38) + "end");

        FhirHttp.Answer refused = door.post("submit", door.call(completed()));

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body())
                .contains("more than 200 characters", "QuestionnaireResponse.subject.reference", "identifier")
                .doesNotContain("SQL", "HFJ_");
    }

    @Test
    void assessesAStoredFormOnce() throws Exception {
        door.rename("assessed-once");
        QuestionnaireResponse kept = door.post("submit", door.call(completed())).as(QuestionnaireResponse.class);

        FhirHttp.Answer assessed = door.post("assess", door.call(kept));

        assertThat(assessed.status()).as(assessed.body()).isEqualTo(200);
        RiskAssessment assessment = (RiskAssessment)
                assessed.as(Parameters.class).getParameterFirstRep().getResource();
        assertThat(assessment.getBasis())
                .extracting(Reference::getReference)
                .filteredOn(basis -> basis.startsWith("QuestionnaireResponse/"))
                .containsExactly("QuestionnaireResponse/" + kept.getIdPart());
    }

    private QuestionnaireResponse completed() throws Exception {
        return LaunchedDoor.completed(door.populated());
    }
}
