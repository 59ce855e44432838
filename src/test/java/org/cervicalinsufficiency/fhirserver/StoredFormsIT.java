package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.cervicalinsufficiency.Breakable;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.SqlCounter;
import org.cervicalinsufficiency.questionnaire.FormOfAnswers;
import org.cervicalinsufficiency.questionnaire.FormOwner;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The hook reads the forms that were submitted for its patient: theirs, the newest, and never at the price of an answer. */
@ServerTest
class StoredFormsIT {

    private static final String AUTHORED = "2026-06-14T10:00:00Z";

    private final FormCalls calls;
    private final Breakable parts;
    private final SqlCounter sql;
    private final ScreeningFormTable table;
    private final StoredFormsRebuild rebuild;

    @Autowired
    StoredFormsIT(
            FhirHttp http, Breakable parts, SqlCounter sql, ScreeningFormTable table, StoredFormsRebuild rebuild) {
        this.calls = new FormCalls(http);
        this.parts = parts;
        this.sql = sql;
        this.table = table;
        this.rebuild = rebuild;
    }

    private static Reference patient(String id) {
        return new Reference("Patient/" + id);
    }

    private JsonNode ask(String patientId) throws Exception {
        return calls.answer(FormCalls.call(patientId));
    }

    private static String tier(JsonNode answer) {
        return FormCalls.result(answer).path("tier").asText();
    }

    @Test
    void makesTheResultFinal() throws Exception {
        calls.patient("sf-final");
        JsonNode before = ask("sf-final");
        assertThat(FormCalls.topics(before)).contains("CompleteScreening");
        assertThat(tier(before)).isEqualTo("indeterminate");

        String form =
                calls.submit(FormOfAnswers.allNo(patient("sf-final"), AUTHORED).unsent());

        JsonNode after = ask("sf-final");
        assertThat(FormCalls.topics(after)).doesNotContain("CompleteScreening", "CheckRecord");
        assertThat(tier(after)).isEqualTo("no-factor-found");
        assertThat(FormCalls.result(after).path("provisional").asBoolean()).isFalse();
        assertThat(tier(after)).isEqualTo(FormCalls.tier(calls.assessmentOf(form)));
        assertThat(sql.during(() -> ask("sf-final"))).hasSize(1);
    }

    @Test
    void followsTheNewestFormAndItsCorrections() throws Exception {
        calls.patient("sf-new");
        calls.replace(FormOfAnswers.earlyBirth(patient("sf-new"), "2026-06-10T10:00:00Z")
                .withId("sf-new-1"));
        assertThat(tier(ask("sf-new"))).isEqualTo("high");
        assertThat(FormCalls.result(ask("sf-new")).at("/factors/0/evidence/0").asText())
                .isEqualTo("QuestionnaireResponse/sf-new-1");

        calls.replace(FormOfAnswers.allNo(patient("sf-new"), AUTHORED).withId("sf-new-2"));
        assertThat(tier(ask("sf-new"))).isEqualTo("no-factor-found");

        calls.replace(FormOfAnswers.allNo(patient("sf-new"), AUTHORED)
                .withId("sf-new-2")
                .setStatus(QuestionnaireResponseStatus.ENTEREDINERROR));
        assertThat(tier(ask("sf-new"))).as("the former form again").isEqualTo("high");

        calls.replace(FormOfAnswers.earlyBirth(patient("sf-new"), "2026-06-10T10:00:00Z")
                .withId("sf-new-1")
                .setStatus(QuestionnaireResponseStatus.INPROGRESS));
        assertThat(FormCalls.topics(ask("sf-new"))).contains("CompleteScreening");
    }

    @Test
    void countsAFormOnceThatTheCallBringsToo() throws Exception {
        calls.patient("sf-twice");
        calls.replace(FormOfAnswers.earlyBirth(patient("sf-twice"), AUTHORED).withId("sf-twice-form"));
        ObjectNode call = FormCalls.call("sf-twice");
        FormCalls.add(
                call,
                "forms",
                FormCalls.json(ca.uhn.fhir.context.FhirContext.forR4Cached()
                        .newJsonParser()
                        .encodeResourceToString(FormOfAnswers.earlyBirth(patient("sf-twice"), AUTHORED)
                                .withId("sf-twice-form"))));

        JsonNode answer = calls.answer(call);

        assertThat(FormCalls.result(answer)).isEqualTo(FormCalls.result(ask("sf-twice")));
        assertThat(FormCalls.result(answer).at("/factors")).hasSize(1);
    }

    @Test
    void beatsAnUnspecificCodeAndShowsAContradiction() throws Exception {
        calls.patient("sf-code");
        calls.send(FormOfAnswers.allNo(patient("sf-code"), AUTHORED).unsent());
        ObjectNode hint = FormCalls.call("sf-code");
        FormCalls.add(hint, "conditions", condition("sf-code", "O09.211"));
        ObjectNode specific = FormCalls.call("sf-code");
        FormCalls.add(specific, "conditions", condition("sf-code", "N88.3"));

        assertThat(tier(calls.answer(hint))).isEqualTo("no-factor-found");
        JsonNode contradiction = calls.answer(specific);
        assertThat(tier(contradiction)).isEqualTo("high");
        assertThat(FormCalls.topics(contradiction)).contains("CheckRecord");
        assertThat(FormCalls.result(contradiction).path("provisional").asBoolean())
                .isTrue();
    }

    private static ObjectNode condition(String patientId, String code) throws Exception {
        return FormCalls.json(
                ("{\"resourceType\":\"Condition\",\"id\":\"c\",\"recordedDate\":\"2026-06-02\",\"subject\":"
                                + "{\"reference\":\"Patient/%s\"},\"code\":{\"coding\":[{\"system\":"
                                + "\"http://hl7.org/fhir/sid/icd-10-cm\",\"code\":\"%s\"}]}}")
                        .formatted(patientId, code));
    }

    @Test
    void belongsToOnePatientOfOneTenant() throws Exception {
        calls.patient("sf-mine");
        calls.send(FormOfAnswers.earlyBirth(patient("sf-mine"), AUTHORED).unsent());
        table.put(
                new FormOwner("another", Set.of("Patient/sf-other")),
                FormOfAnswers.earlyBirth(patient("sf-other"), AUTHORED).withId("sf-other-form/_history/1"));

        assertThat(tier(ask("sf-mine"))).isEqualTo("high");
        assertThat(tier(ask("sf-nobody"))).isEqualTo("indeterminate");
        assertThat(tier(ask("sf-other"))).as("a form of another tenant").isEqualTo("indeterminate");
    }

    @Test
    void belongsToASubjectNamedByAddressOrIdentifier() throws Exception {
        calls.send(FormOfAnswers.earlyBirth(new Reference("https://ehr.example/fhir/Patient/sf-abs"), AUTHORED)
                .unsent());
        calls.send(FormOfAnswers.earlyBirth(
                        new Reference()
                                .setIdentifier(
                                        new Identifier().setSystem("urn:mrn").setValue("sf-77")),
                        AUTHORED)
                .unsent());
        ObjectNode byAddress = FormCalls.call("sf-abs").put("fhirServer", "https://ehr.example/fhir");
        ObjectNode byNumber = FormCalls.call("sf-numbered");
        ((ObjectNode) byNumber.at("/prefetch/patient"))
                .putArray("identifier")
                .addObject()
                .put("system", "urn:mrn")
                .put("value", "sf-77");

        assertThat(tier(calls.answer(byAddress))).isEqualTo("high");
        assertThat(tier(ask("sf-abs"))).as("the tenant's patient of this id").isEqualTo("high");
        ObjectNode fromElsewhere = FormCalls.call("sf-abs").put("fhirServer", "https://elsewhere.example/fhir");
        assertThat(tier(calls.answer(fromElsewhere)))
                .as("another server's patient of the same id")
                .isEqualTo("indeterminate");
        assertThat(tier(calls.answer(byNumber))).isEqualTo("high");
        assertThat(tier(ask("sf-numbered"))).isEqualTo("indeterminate");
    }

    @Test
    void isMissedAloudWhereTheDatabaseDoesNotAnswer() throws Exception {
        calls.patient("sf-down");
        calls.send(FormOfAnswers.earlyBirth(patient("sf-down"), AUTHORED).unsent());

        for (Breakable.Part part :
                new Breakable.Part[] {Breakable.Part.DATABASE_REFUSES, Breakable.Part.DATABASE_HANGS}) {
            long start = System.nanoTime();
            JsonNode answer = parts.with(part, () -> ask("sf-down"));
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

            assertThat(took)
                    .as(part + " in ms")
                    .isLessThan(Duration.ofSeconds(2).toMillis());
            assertThat(FormCalls.result(answer).path("notAssessed").get(0).asText())
                    .startsWith("stored-forms: ");
            assertThat(tier(answer)).isEqualTo("indeterminate");
            assertThat(FormCalls.topics(answer)).contains("CheckRecord");
        }
        assertThat(tier(ask("sf-down"))).isEqualTo("high");
    }

    @Test
    void isFoundAgainInTheStore() throws Exception {
        calls.patient("sf-lost");
        String form = calls.submit(
                FormOfAnswers.earlyBirth(patient("sf-lost"), AUTHORED).unsent());
        table.remove("local", form);
        assertThat(tier(ask("sf-lost"))).isEqualTo("indeterminate");

        assertThat(rebuild.rebuild()).isPositive();

        assertThat(tier(ask("sf-lost"))).isEqualTo("high");
    }
}
