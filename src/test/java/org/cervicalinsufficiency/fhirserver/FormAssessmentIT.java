package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.questionnaire.DerivedIds;
import org.cervicalinsufficiency.questionnaire.FormOfAnswers;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What follows from a submitted form, in the store. */
@ServerTest
class FormAssessmentIT {

    private static final String AUTHORED = "2026-06-14T10:00:00Z";
    private static final String PLAN =
            "https://cervical-insufficiency.example/fhir/PlanDefinition/cervical-insufficiency-screening|0.1.0";

    private final FhirHttp http;
    private final FormCalls calls;

    @Autowired
    FormAssessmentIT(FhirHttp http) {
        this.http = http;
        this.calls = new FormCalls(http);
    }

    private static Reference patient(String id) {
        return new Reference("Patient/" + id);
    }

    @Test
    void givesFactsAnAssessmentAndTheirProvenance() {
        calls.patient("fa-one");

        String form =
                calls.submit(FormOfAnswers.allNo(patient("fa-one"), AUTHORED).unsent());

        RiskAssessment assessment = calls.assessmentOf(form);
        assertThat(FormCalls.tier(assessment)).isEqualTo("no-factor-found");
        assertThat(FormCalls.provisional(assessment)).isFalse();
        assertThat(assessment.getStatus()).isEqualTo(RiskAssessment.RiskAssessmentStatus.FINAL);
        assertThat(assessment.getSubject().getReference()).isEqualTo("Patient/fa-one");
        assertThat(assessment.getOccurrenceDateTimeType().getValueAsString()).isEqualTo("2026-06-15");
        assertThat(assessment.getBasisFirstRep().getReference()).isEqualTo("QuestionnaireResponse/" + form);
        assertThat(assessment
                        .getExtensionByUrl(FormCalls.EXTENSION + "plan-definition")
                        .getValue()
                        .primitiveValue())
                .as("which version of the rules said so")
                .isEqualTo(assessment.getMethod().getText())
                .isEqualTo(PLAN);
        assertThat(calls.found("RiskAssessment?subject=Patient/fa-one")).hasSize(1);
        List<Observation> facts = calls.facts(form);
        assertThat(facts).hasSizeGreaterThan(8).allMatch(fact -> fact.getMeta().hasTag());
        Provenance provenance =
                (Provenance) calls.found("Provenance?target=RiskAssessment/" + DerivedIds.assessment(form))
                        .get(0)
                        .getResource();
        assertThat(provenance.getTarget()).hasSize(facts.size() + 1);
        assertThat(provenance.getEntityFirstRep().getWhat().getReference())
                .isEqualTo("QuestionnaireResponse/" + form + "/_history/1");
        assertThat(provenance.getAgentFirstRep().getWho().getReference()).startsWith("#");
    }

    @Test
    void isSupersededByTheNextVersion() {
        calls.patient("fa-two");
        calls.replace(FormOfAnswers.allNo(patient("fa-two"), AUTHORED)
                .with("cong.uterus", new Coding("http://hl7.org/fhir/sid/icd-10-cm", "Q51.3", null))
                .withId("fa-two-form"));
        assertThat(FormCalls.tier(calls.assessmentOf("fa-two-form"))).isEqualTo("high");
        Map<String, Integer> before = calls.counts();

        calls.replace(FormOfAnswers.allNo(patient("fa-two"), AUTHORED)
                .with("ob.any", FormOfAnswers.notKnown())
                .withId("fa-two-form"));

        RiskAssessment assessment = calls.assessmentOf("fa-two-form");
        assertThat(FormCalls.tier(assessment)).isEqualTo("indeterminate");
        assertThat(assessment.getStatus()).isEqualTo(RiskAssessment.RiskAssessmentStatus.PRELIMINARY);
        assertThat(assessment.getMeta().getVersionId()).isEqualTo("2");
        Map<String, Integer> after = calls.counts();
        before.merge("Observation", 1, Integer::sum);
        assertThat(after).as("one answer more as an Observation, nothing twice").isEqualTo(before);
        Condition withdrawn = (Condition)
                calls.found("Condition?subject=Patient/fa-two").get(0).getResource();
        assertThat(withdrawn.getVerificationStatus().getCodingFirstRep().getCode())
                .isEqualTo("entered-in-error");
        assertThat(withdrawn.hasClinicalStatus()).isFalse();
        assertThat(calls.facts("fa-two-form"))
                .filteredOn(fact -> fact.getStatus() == Observation.ObservationStatus.ENTEREDINERROR)
                .as("whether there were earlier pregnancies is not known any more")
                .hasSize(1);
    }

    @Test
    void changesNothingWhenTheSameFormComesAgain() {
        calls.patient("fa-same");
        QuestionnaireResponse form =
                FormOfAnswers.earlyBirth(patient("fa-same"), AUTHORED).withId("fa-same-form");
        calls.replace(form);
        Map<String, Integer> before = calls.counts();

        calls.replace(form);

        assertThat(calls.counts()).isEqualTo(before);
        assertThat(calls.assessmentOf("fa-same-form").getMeta().getVersionId()).isEqualTo("1");
    }

    @Test
    void isWithdrawnWithTheForm() {
        calls.patient("fa-error");
        calls.replace(FormOfAnswers.earlyBirth(patient("fa-error"), AUTHORED).withId("fa-error-form"));

        calls.replace(FormOfAnswers.earlyBirth(patient("fa-error"), AUTHORED)
                .withId("fa-error-form")
                .setStatus(QuestionnaireResponse.QuestionnaireResponseStatus.ENTEREDINERROR));

        assertThat(calls.assessmentOf("fa-error-form").getStatus())
                .isEqualTo(RiskAssessment.RiskAssessmentStatus.ENTEREDINERROR);
        assertThat(calls.facts("fa-error-form"))
                .isNotEmpty()
                .allMatch(fact -> fact.getStatus() == Observation.ObservationStatus.ENTEREDINERROR);
    }

    @Test
    void isWithdrawnWhenTheFormIsDeleted() throws Exception {
        calls.patient("fa-del");
        calls.replace(FormOfAnswers.earlyBirth(patient("fa-del"), AUTHORED)
                .with("cong.uterus", new Coding("http://hl7.org/fhir/sid/icd-10-cm", "Q51.3", null))
                .withId("fa-del-form"));
        assertThat(FormCalls.result(calls.answer(FormCalls.call("fa-del")))
                        .path("tier")
                        .asText())
                .isEqualTo("high");

        FhirHttp.Answer deleted = http.call("DELETE", "QuestionnaireResponse/fa-del-form", null, Map.of());

        assertThat(deleted.status()).as(deleted.body()).isEqualTo(200);
        assertThat(http.get("QuestionnaireResponse/fa-del-form").status()).isEqualTo(410);
        assertThat(calls.assessmentOf("fa-del-form").getStatus())
                .isEqualTo(RiskAssessment.RiskAssessmentStatus.ENTEREDINERROR);
        assertThat(calls.found("Observation?subject=Patient/fa-del&_count=200"))
                .isNotEmpty()
                .allMatch(entry -> ((Observation) entry.getResource()).getStatus()
                        == Observation.ObservationStatus.ENTEREDINERROR);
        assertThat(calls.found("Condition?subject=Patient/fa-del"))
                .isNotEmpty()
                .allMatch(entry -> ((Condition) entry.getResource())
                        .getVerificationStatus()
                        .getCodingFirstRep()
                        .getCode()
                        .equals("entered-in-error"));
        JsonNode after = calls.answer(FormCalls.call("fa-del"));
        assertThat(FormCalls.result(after).path("tier").asText()).isEqualTo("indeterminate");
        assertThat(FormCalls.topics(after)).contains("CompleteScreening");
    }

    /** Somebody else's reference is no part of what was made of a form. */
    @Test
    void staysWhileAnotherResourceNamesTheForm() {
        calls.patient("fa-held");
        calls.replace(FormOfAnswers.allNo(patient("fa-held"), AUTHORED).withId("fa-held-form"));
        Observation other = new Observation().setStatus(Observation.ObservationStatus.FINAL);
        other.getCode().setText("read off the form by somebody");
        other.setSubject(patient("fa-held")).addDerivedFrom(new Reference("QuestionnaireResponse/fa-held-form"));
        assertThat(http.post("Observation", other).status()).isEqualTo(201);

        FhirHttp.Answer refused = http.call("DELETE", "QuestionnaireResponse/fa-held-form", null, Map.of());

        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(calls.assessmentOf("fa-held-form").getStatus()).isEqualTo(RiskAssessment.RiskAssessmentStatus.FINAL);
        assertThat(http.get("QuestionnaireResponse/fa-held-form").status()).isEqualTo(200);
    }

    @Test
    void isNothingForAFormInProgressOrAnotherForm() {
        calls.patient("fa-none");

        calls.send(FormOfAnswers.allNo(patient("fa-none"), AUTHORED)
                .unsent()
                .setStatus(QuestionnaireResponse.QuestionnaireResponseStatus.INPROGRESS));

        assertThat(calls.found("RiskAssessment?subject=Patient/fa-none")).isEmpty();
        assertThat(calls.found("Observation?subject=Patient/fa-none")).isEmpty();
    }

    @Test
    void seesTheRecordThatComesInTheSameTransaction() {
        Condition diagnosis = new Condition();
        diagnosis.getCode().addCoding(new Coding("http://hl7.org/fhir/sid/icd-10-cm", "N88.3", null));
        diagnosis.setSubject(patient("fa-tx"));
        diagnosis.setId("fa-tx-diagnosis");
        org.hl7.fhir.r4.model.Patient person = new org.hl7.fhir.r4.model.Patient();
        person.setId("fa-tx");
        Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        for (org.hl7.fhir.r4.model.Resource resource :
                List.of(person, FormOfAnswers.allNo(patient("fa-tx"), AUTHORED).withId("fa-tx-form"), diagnosis)) {
            transaction
                    .addEntry()
                    .setResource(resource)
                    .getRequest()
                    .setMethod(Bundle.HTTPVerb.PUT)
                    .setUrl(resource.fhirType() + "/" + resource.getIdPart());
        }

        FhirHttp.Answer answer = http.post("", transaction);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        RiskAssessment assessment = calls.assessmentOf("fa-tx-form");
        assertThat(FormCalls.tier(assessment)).isEqualTo("high");
        assertThat(assessment.getBasis())
                .extracting(Reference::getReference)
                .contains("Condition/fa-tx-diagnosis", "QuestionnaireResponse/fa-tx-form");
        assertThat(assessment
                        .getExtensionByUrl(FormCalls.EXTENSION + "factor")
                        .getExtensionByUrl("basis")
                        .getValue())
                .extracting(basis -> ((Reference) basis).getReference())
                .isEqualTo("Condition/fa-tx-diagnosis");
    }

    @Test
    void isProvisionalWhereTheRecordLiesElsewhere() {
        Reference elsewhere = new Reference("https://ehr.example/fhir/Patient/fa-abs");
        Reference numbered = new Reference()
                .setIdentifier(new Identifier().setSystem("urn:mrn").setValue("fa-77"));

        for (Reference subject : List.of(elsewhere, numbered)) {
            RiskAssessment assessment = calls.assessmentOf(
                    calls.submit(FormOfAnswers.allNo(subject, AUTHORED).unsent()));
            assertThat(assessment.getStatus()).isEqualTo(RiskAssessment.RiskAssessmentStatus.PRELIMINARY);
            assertThat(assessment.getExtensionByUrl(FormCalls.EXTENSION + "record-not-seen"))
                    .isNotNull();
        }
    }

    @Test
    void isShownWithoutBeingStored() {
        calls.patient("fa-show");
        calls.replace(FormOfAnswers.allNo(patient("fa-show"), AUTHORED).withId("fa-show-form"));
        Map<String, Integer> before = calls.counts();
        Parameters question = new Parameters();
        question.addParameter()
                .setName("response")
                .setResource(
                        FormOfAnswers.earlyBirth(patient("fa-show"), AUTHORED).unsent());
        question.addParameter().setName("profile").setValue(new CodeType("uk"));

        Parameters asked = http.post("QuestionnaireResponse/$assess", question).as(Parameters.class);
        Parameters stored =
                http.get("QuestionnaireResponse/fa-show-form/$assess").as(Parameters.class);

        RiskAssessment assessment =
                (RiskAssessment) asked.getParameter("assessment").getResource();
        assertThat(FormCalls.tier(assessment)).isEqualTo("high");
        assertThat(assessment
                        .getExtensionByUrl(FormCalls.EXTENSION + "profile")
                        .getValue()
                        .primitiveValue())
                .isEqualTo("uk");
        assertThat(assessment.hasId()).isFalse();
        assertThat(asked.getParameter().stream().filter(part -> part.getName().equals("card")))
                .isNotEmpty()
                .allSatisfy(card -> assertThat(card.getPart())
                        .extracting(part -> part.getName())
                        .contains("topic", "action", "summary", "indicator", "detail", "source"));
        assertThat(asked.getParameter().stream()
                        .flatMap(card -> card.getPart().stream())
                        .filter(part -> part.getName().equals("link")))
                .as("links with their names")
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link.getValue()
                                .getExtensionByUrl("http://hl7.org/fhir/StructureDefinition/display")
                                .getValue()
                                .primitiveValue())
                        .isNotBlank()
                        .doesNotContain("http"));
        assertThat(FormCalls.tier(
                        (RiskAssessment) stored.getParameter("assessment").getResource()))
                .isEqualTo("no-factor-found");
        assertThat(calls.counts()).isEqualTo(before);
    }

    @Test
    void namesWhatIsWrongWithAQuestion() {
        FhirHttp.Answer missing = http.post("QuestionnaireResponse/$assess", new Parameters());
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.body()).contains("response: missing");
        assertThat(refusal(FormOfAnswers.allNo(patient("fa-nobody"), AUTHORED).unsent()))
                .contains("this patient is not stored here", "where(name='response').resource.subject");
        assertThat(refusal(FormOfAnswers.allNo(patient("fa-one"), AUTHORED)
                        .unsent()
                        .setStatus(QuestionnaireResponse.QuestionnaireResponseStatus.INPROGRESS)))
                .contains("response.status");
        assertThat(refusal(FormOfAnswers.allNo(patient("fa-one"), AUTHORED)
                        .unsent()
                        .setQuestionnaire("http://other.example/q")))
                .contains("response.questionnaire: http://other.example/q");
    }

    private String refusal(QuestionnaireResponse form) {
        Parameters question = new Parameters();
        question.addParameter().setName("response").setResource(form);
        FhirHttp.Answer answer = http.post("QuestionnaireResponse/$assess", question);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        return answer.body();
    }

    @Test
    void isDescribedByAnOperationDefinition() {
        assertThat(http.get("metadata").body())
                .contains(
                        "https://cervical-insufficiency.example/fhir/OperationDefinition/questionnaireresponse-assess|0.1.0");
        assertThat(http.get("OperationDefinition/questionnaireresponse-assess")
                        .as(OperationDefinition.class)
                        .getUrl())
                .as("read by its id, which HAPI keeps for generated ones")
                .endsWith("/OperationDefinition/questionnaireresponse-assess");
        assertThat(http.get("OperationDefinition/none").status()).isEqualTo(404);
        assertThat(calls.found("OperationDefinition?_id=questionnaireresponse-assess"))
                .hasSize(1);
    }
}
