package org.cervicalinsufficiency.fhirserver.launched;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.cdshooks.ehr.SmartStub;
import org.cervicalinsufficiency.cdshooks.ehr.StubEhr;
import org.cervicalinsufficiency.content.OfflineValidation;
import org.cervicalinsufficiency.outbound.StubServer;
import org.cervicalinsufficiency.questionnaire.FormOfAnswers;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code dataEndpoint}: an integrator with a token of the EHR has a form filled from the EHR's own FHIR server. */
@ServerTest
class DataEndpointsIT {

    private static final String GOOD = "Authorization: Bearer " + SmartStub.TOKEN;

    private final FhirHttp http;
    private final LaunchedDoor door;
    private final StubEhr ehr;

    @Autowired
    DataEndpointsIT(FhirHttp http, CurrentTenants tenants) {
        this.http = http;
        this.door = new LaunchedDoor(http, tenants);
        this.ehr = door.ehr();
    }

    /** A patient of its own, so that no stored form of other tests is found. */
    @BeforeEach
    void rename() throws Exception {
        door.rename("endpoint-patient");
    }

    @AfterEach
    void close() {
        door.close();
    }

    private Parameters call(String address, String... headers) {
        return DataEndpoint.populate(address, "Patient/" + door.patient(), headers);
    }

    private static Parameters with(Parameters call, String context, String reference) {
        Parameters.ParametersParameterComponent launched = call.addParameter().setName("launchContext");
        launched.addPart().setName("name").setValue(new CodeType(context));
        launched.addPart().setName("content").setValue(new Reference(reference));
        return call;
    }

    private FhirHttp.Answer populate(Parameters call) {
        return http.post("Questionnaire/$populate", call);
    }

    private QuestionnaireResponse populated(Parameters call) {
        FhirHttp.Answer answer = populate(call);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.as(QuestionnaireResponse.class);
    }

    private void refused(int status, String said, Parameters call) {
        FhirHttp.Answer answer = populate(call);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.as(OperationOutcome.class).getIssueFirstRep().getDiagnostics())
                .contains(said);
        assertThat(answer.body()).doesNotContain(SmartStub.TOKEN);
    }

    @Test
    void fillsTheFormFromTheRegisteredServer() {
        QuestionnaireResponse response = populated(call(ehr.base(), GOOD));

        assertThat(response.getSubject().getReference()).isEqualTo(door.patientAddress());
        assertThat(LaunchedDoor.sources(response)).isNotEmpty().allMatch(source -> source.startsWith(ehr.base() + "/"));
        assertThat(ehr.seen())
                .hasSize(7)
                .allSatisfy(seen -> assertThat(seen.header("Authorization")).isEqualTo("Bearer " + SmartStub.TOKEN));
        assertThat(populated(call(ehr.base() + "/", GOOD)).getSubject().getReference())
                .as("a trailing slash says nothing")
                .isEqualTo(door.patientAddress());
    }

    @Test
    void asksNobodyWhoIsNotRegistered() {
        for (String address : List.of(
                "https://elsewhere.example/fhir",
                ehr.base().replace("127.0.0.1", "localhost"),
                ehr.base() + "/x",
                ehr.base() + "?x",
                ehr.base().toUpperCase(java.util.Locale.ROOT),
                "")) {
            refused(422, "dataEndpoint.address: this FHIR server is not registered", call(address, GOOD));
        }
        assertThat(ehr.seen()).isEmpty();
    }

    @Test
    void needsOneTokenThatTheServerTakes() {
        refused(422, "dataEndpoint.header: exactly one header", call(ehr.base()));
        refused(422, "dataEndpoint.header: exactly one header", call(ehr.base(), "Authorization: Basic x"));
        refused(422, "dataEndpoint.header: exactly one header", call(ehr.base(), GOOD, "X-Forwarded-For: 10.0.0.1"));
        refused(422, "dataEndpoint.header: exactly one header", call(ehr.base(), GOOD + "\r\nX-Other: 1"));
        assertThat(ehr.seen()).isEmpty();

        refused(
                422,
                "dataEndpoint.header: that FHIR server did not take",
                call(ehr.base(), "Authorization: Bearer stolen"));
    }

    @Test
    void saysThatTheServerDoesNotHaveThePatientOrDoesNotAnswer() throws Exception {
        Parameters nobody = call(ehr.base(), GOOD);
        nobody.getParameter().get(1).setValue(new Reference("Patient/somebody-else"));
        refused(422, "subject: the FHIR server of dataEndpoint has no such Patient", nobody);
        Parameters elsewhere = call(ehr.base(), GOOD);
        elsewhere.getParameter().get(1).setValue(new Reference("https://elsewhere.example/fhir/Patient/1"));
        refused(422, "subject must be a Patient", elsewhere);

        ehr.spoil("Patient", exchange -> StubServer.send(exchange, 503, "text/plain", new byte[0]));
        refused(503, "dataEndpoint: that FHIR server is not asked at this moment", call(ehr.base(), GOOD));
        ehr.spoil("Patient", exchange -> StubServer.send(exchange, 200, "text/html", "<html>".getBytes("UTF-8")));
        refused(503, "dataEndpoint: that FHIR server did not answer", call(ehr.base(), GOOD));
        assertThat(door.post("populate", door.call()).status())
                .as("the launched door says the same")
                .isEqualTo(503);
    }

    @Test
    void goesTogetherWithALaunchContext() {
        QuestionnaireResponse response = populated(
                with(with(call(ehr.base(), GOOD), "patient", door.patientAddress()), "encounter", "Encounter/e7"));

        assertThat(response.getEncounter().getReference()).isEqualTo(ehr.base() + "/Encounter/e7");
        assertThat(populated(with(call(ehr.base(), GOOD), "encounter", ehr.base() + "/Encounter/e7"))
                        .getEncounter()
                        .getReference())
                .isEqualTo(ehr.base() + "/Encounter/e7");
        int asked = ehr.seen().size();
        refused(
                422,
                "launchContext patient belongs to another patient",
                with(call(ehr.base(), GOOD), "patient", "Patient/somebody-else"));
        assertThat(ehr.seen()).hasSize(asked);
    }

    private FhirHttp.Answer assess(Parameters call) {
        return http.post("QuestionnaireResponse/$assess", call);
    }

    private static Parameters response(QuestionnaireResponse form) {
        Parameters call = new Parameters();
        call.addParameter().setName("response").setResource(form);
        return call;
    }

    @Test
    void assessesAFormTogetherWithTheRecordThere() {
        QuestionnaireResponse form = LaunchedDoor.completed(populated(call(ehr.base(), GOOD)));

        FhirHttp.Answer alone = assess(response(form));
        FhirHttp.Answer there = assess(DataEndpoint.with(response(form), ehr.base(), GOOD));

        assertThat(alone.status()).as(alone.body()).isEqualTo(200);
        assertThat(alone.body()).contains("record-not-seen");
        assertThat(there.status()).as(there.body()).isEqualTo(200);
        assertThat(there.body()).doesNotContain("record-not-seen").doesNotContain(SmartStub.TOKEN);
        assertThat(http.get("QuestionnaireResponse?subject=" + door.patientAddress())
                        .as(Bundle.class)
                        .getEntry())
                .as("nothing is stored")
                .isEmpty();
    }

    /** The same id here and there are two patients. */
    @Test
    void assessesNobodyButThePatientThere() {
        Patient here = new Patient();
        here.setId(door.patient());
        assertThat(http.put("Patient/" + door.patient(), here).status()).isIn(200, 201);
        int asked = ehr.seen().size();

        for (String subject : List.of("Patient/" + door.patient(), "https://ehr.example/fhir/Patient/1")) {
            QuestionnaireResponse form =
                    FormOfAnswers.allNo(new Reference(subject), "2026-06-10").unsent();
            FhirHttp.Answer refused = assess(DataEndpoint.with(response(form), ehr.base(), GOOD));

            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.body())
                    .contains("response.subject: must be a Patient of the FHIR server of dataEndpoint");
        }
        assertThat(ehr.seen()).hasSize(asked);
    }

    @Test
    void isWrittenDownWithThePatientAndWithoutTheToken() throws Exception {
        door.rename("endpoint-audited");

        assertThat(populated(call(ehr.base(), GOOD)).hasItem()).isTrue();

        List<AuditEvent> events =
                http
                        .get("AuditEvent?subtype=operation&_sort=-_lastUpdated&_count=50")
                        .as(Bundle.class)
                        .getEntry()
                        .stream()
                        .map(entry -> (AuditEvent) entry.getResource())
                        .filter(event -> LaunchedDoor.text(event).contains(door.patientAddress()))
                        .toList();
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(new OfflineValidation(List.of()).errors(event)).isEmpty();
            assertThat(event.getEntity()).anyMatch(entity -> "$populate".equals(entity.getName()));
            assertThat(LaunchedDoor.text(event)).doesNotContain(SmartStub.TOKEN);
        });
    }
}
