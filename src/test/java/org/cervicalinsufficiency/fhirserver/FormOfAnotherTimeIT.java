package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.questionnaire.DerivedIds;
import org.cervicalinsufficiency.questionnaire.FormOfAnswers;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Forms from another time zone, and forms of a version that is not in force any more. */
@ServerTest
class FormOfAnotherTimeIT {

    private static final String AUTHORED = "2026-06-14T10:00:00Z";

    private final FhirHttp http;
    private final LaterWorker worker;
    private final DaoRegistry daos;
    private final FormCalls calls;

    @Autowired
    FormOfAnotherTimeIT(FhirHttp http, LaterWorker worker, DaoRegistry daos) {
        this.http = http;
        this.worker = worker;
        this.daos = daos;
        this.calls = new FormCalls(http);
    }

    private static Reference patient(String id) {
        return new Reference("Patient/" + id);
    }

    /** Eleven in the morning here is tomorrow already where it was written. */
    @Test
    void countsAFormThatIsDatedTomorrowElsewhere() throws Exception {
        String early = "2026-06-16T01:00:00+14:00";
        calls.patient("fa-zone");
        ObjectNode brought = FormCalls.call("fa-zone-brought");
        FormCalls.add(
                brought,
                "forms",
                FormCalls.json(FhirContext.forR4Cached()
                        .newJsonParser()
                        .encodeResourceToString(FormOfAnswers.earlyBirth(patient("fa-zone-brought"), early)
                                .withId("fa-zone-brought"))));

        String form =
                calls.submit(FormOfAnswers.earlyBirth(patient("fa-zone"), early).unsent());

        assertThat(FormCalls.tier(calls.assessmentOf(form))).isEqualTo("high");
        assertThat(tierOf(FormCalls.call("fa-zone"))).isEqualTo("high");
        assertThat(tierOf(brought)).as("a form that only the call brings").isEqualTo("high");
    }

    private String tierOf(ObjectNode call) throws Exception {
        return FormCalls.result(calls.answer(call)).path("tier").asText();
    }

    /** A version that the artifacts in force do not have: nobody can assess it, and nothing of it is lost. */
    @Test
    void waitsWhereItsVersionIsNotInForceAndCanStillBeWithdrawn() throws Exception {
        calls.patient("fa-old");
        calls.replace(FormOfAnswers.earlyBirth(patient("fa-old"), AUTHORED).withId("fa-old-form"));
        Questionnaire older =
                http.get("Questionnaire/cervical-insufficiency-screening").as(Questionnaire.class);
        older.setVersion("0.0.9").setId("Questionnaire/fa-older");
        write(older);
        QuestionnaireResponse form = FormOfAnswers.earlyBirth(patient("fa-old"), AUTHORED)
                .withId("fa-old-form")
                .setQuestionnaire(older.getUrl() + "|0.0.9");
        String task = "Task/" + DerivedIds.later("fa-old-form");
        try {
            calls.replace(form.copy());
            assertThat(worker.round()).isZero();

            Task waiting = http.get(task).as(Task.class);
            assertThat(waiting.getStatus()).isEqualTo(Task.TaskStatus.REQUESTED);
            assertThat(waiting.getStatusReason().getText()).contains("|0.0.9");
            assertThat(waiting.getInputFirstRep().getValue().primitiveValue())
                    .as("tried again")
                    .isEqualTo("2");
            assertThat(calls.facts("fa-old-form"))
                    .isNotEmpty()
                    .noneMatch(fact -> fact.getStatus() == Observation.ObservationStatus.ENTEREDINERROR);
            assertThat(tierOf(FormCalls.call("fa-old"))).isEqualTo("high");
        } finally {
            // Other tests ask for the form by its url: nothing may be left.
            var gone = daos.getResourceDao(Questionnaire.class)
                    .delete(new IdType("Questionnaire/fa-older"), new SystemRequestDetails());
            assertThat(gone.getResource()).isNull();
        }

        calls.replace(form.setStatus(QuestionnaireResponse.QuestionnaireResponseStatus.ENTEREDINERROR));

        assertThat(http.get(task).as(Task.class).getStatus()).isEqualTo(Task.TaskStatus.CANCELLED);
        assertThat(calls.facts("fa-old-form"))
                .allMatch(fact -> fact.getStatus() == Observation.ObservationStatus.ENTEREDINERROR);
        assertThat(tierOf(FormCalls.call("fa-old"))).isEqualTo("indeterminate");
    }

    /** Artifacts are not written over HTTP. */
    private void write(Questionnaire form) {
        var unused = daos.getResourceDao(Questionnaire.class).update(form, new SystemRequestDetails());
    }
}
