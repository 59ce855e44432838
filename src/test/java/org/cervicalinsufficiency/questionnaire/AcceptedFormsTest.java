package org.cervicalinsufficiency.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cervicalinsufficiency.content.FormArtifacts;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is let in, and the shape it then has. */
class AcceptedFormsTest {

    private static final String YES_NO = "http://terminology.hl7.org/CodeSystem/v2-0136";

    @ParameterizedTest
    @ValueSource(strings = {"every-item", "last-period", "not-pregnant"})
    void areLetInAndChangeNoMoreTheSecondTime(String form) {
        QuestionnaireResponse response = RefusedForm.right(form);
        assertThat(GateRig.admit(response)).isEmpty();
        String once = text(response);
        assertThat(GateRig.admit(response)).isEmpty();
        assertThat(text(response)).isEqualTo(once);
    }

    @Test
    void storeOneOfTheTwoYesNoSystems() {
        QuestionnaireResponse response = RefusedForm.right("last-period");
        item(response, "ob.any")
                .getAnswerFirstRep()
                .setValue(new Coding("http://terminology.hl7.org/CodeSystem/v2-0532", "N", "Nein"));
        assertThat(GateRig.admit(response)).isEmpty();
        assertCoding(response, "ob.any", YES_NO, "N", "No");
    }

    @Test
    void storeTheYesOfTheOtherSystemToo() {
        QuestionnaireResponse response = RefusedForm.right("every-item");
        Coding before = (Coding) item(response, "ob.any").getAnswerFirstRep().getValue();
        assertThat(before.getCode()).isEqualTo("Y");
        item(response, "ob.any")
                .getAnswerFirstRep()
                .setValue(new Coding("http://terminology.hl7.org/CodeSystem/v2-0532", "Y", "Ja"));
        assertThat(GateRig.admit(response)).isEmpty();
        assertCoding(response, "ob.any", YES_NO, "Y", "Yes");
    }

    /** The logic takes the day as it is written, so it is written as it is counted here. */
    @ParameterizedTest
    @CsvSource({
        "2026-06-16T01:00:00+14:00, 2026-06-15T11:00:00Z",
        "2026-06-14T23:30:15.250-07:00, 2026-06-15T06:30:15.250Z",
        "2026-06-15T09:00:00+00:00, 2026-06-15T09:00:00+00:00",
        "2026-06-15, 2026-06-15"
    })
    void storeTheMomentInTheZoneOfTheServer(String sent, String stored) {
        QuestionnaireResponse response = RefusedForm.right("last-period");
        response.getAuthoredElement().setValueAsString(sent);
        assertThat(GateRig.admit(response)).isEmpty();
        assertThat(response.getAuthoredElement().getValueAsString()).isEqualTo(stored);
    }

    @Test
    void haveTheirCalculatedAgeOfTheDayHere() {
        QuestionnaireResponse here = RefusedForm.right("last-period");
        QuestionnaireResponse elsewhere = here.copy();
        here.getAuthoredElement().setValueAsString("2026-06-15T06:30:00Z");
        elsewhere.getAuthoredElement().setValueAsString("2026-06-14T23:30:00-07:00");
        assertThat(GateRig.admit(here)).isEmpty();
        assertThat(GateRig.admit(elsewhere)).isEmpty();
        assertThat(text(elsewhere)).isEqualTo(text(here));
    }

    @Test
    void storeThePublicOptionForALocalCode() {
        QuestionnaireResponse response = RefusedForm.right("every-item");
        String local = "https://cervical-insufficiency.example/fhir/CodeSystem/screening-answer";
        item(response, "preg.fetuses").getAnswerFirstRep().setValue(new Coding(local, "two", null));
        item(response, "preg.edd-method").getAnswerFirstRep().setValue(new Coding(local, "edd-last-period", null));
        assertThat(GateRig.admit(response)).isEmpty();
        assertCoding(response, "preg.fetuses", "http://snomed.info/sct", "65147003", "Two");
        assertThat(((Coding) item(response, "preg.edd-method")
                                .getAnswerFirstRep()
                                .getValue())
                        .getSystem())
                .isEqualTo("http://loinc.org");
    }

    @Test
    void dropWhatARendererAdds() {
        QuestionnaireResponse response = RefusedForm.right("last-period");
        response.getMeta().addProfile("http://hl7.org/fhir/4.0/StructureDefinition/QuestionnaireResponse");
        response.getMeta().addTag().setCode("lformsVersion: 40.1.3");
        response.getText().setDivAsString("<div>Ana</div>");
        response.addContained(new OperationOutcome());
        response.addItem().setLinkId("now-help").setText("Read this");
        item(response, "sym.cramps").addItem().setLinkId("sym.cramps.help");
        item(response, "ob.any").setText("Any earlier pregnancy, in my words?");
        response.addItem().setLinkId("well");
        assertThat(GateRig.admit(response)).isEmpty();
        assertThat(text(response))
                .doesNotContain("4.0/StructureDefinition", "lformsVersion", "Ana", "help", "my words", "\"well\"")
                .contains("HTEST")
                .doesNotContain("OperationOutcome");
    }

    @Test
    void putTheItemsInTheOrderOfTheForm() {
        QuestionnaireResponse response = RefusedForm.right("last-period");
        QuestionnaireResponse turned = response.copy();
        java.util.Collections.reverse(turned.getItem());
        turned.getItem().forEach(group -> java.util.Collections.reverse(group.getItem()));
        assertThat(GateRig.admit(response)).isEmpty();
        assertThat(GateRig.admit(turned)).isEmpty();
        assertThat(text(turned)).isEqualTo(text(response));
    }

    @Test
    void replaceACalculatedValue() {
        QuestionnaireResponse response = RefusedForm.right("last-period");
        response.getItemFirstRep().addItem().setLinkId("preg.ga").addAnswer().setValue(new IntegerType(999));
        assertThat(GateRig.admit(response)).isEmpty();
        assertThat(((IntegerType) item(response, "preg.ga").getAnswerFirstRep().getValue()).getValue())
                .isEqualTo(126);
    }

    @Test
    void takeACalculatedValueAwayThatTheDatesDoNotGive() {
        QuestionnaireResponse response = RefusedForm.right("last-period");
        QuestionnaireResponseItemComponent pregnancy = response.getItemFirstRep();
        pregnancy.getItem().removeIf(item -> item.getLinkId().equals("preg.lmp"));
        pregnancy.addItem().setLinkId("preg.ga").addAnswer().setValue(new StringType("18 weeks"));
        assertThat(GateRig.admit(response)).isEmpty();
        assertThat(text(response)).doesNotContain("preg.ga");
    }

    @Test
    void mayBeDraftsWithHoles() {
        QuestionnaireResponse response = RefusedForm.right("last-period");
        response.setStatus(QuestionnaireResponseStatus.INPROGRESS).setAuthored(null);
        response.getItem().removeIf(item -> !item.getLinkId().equals("gyn"));
        assertThat(GateRig.admit(response)).isEmpty();
    }

    @Test
    void mayBeWithdrawnOnceStored() {
        QuestionnaireResponse response = RefusedForm.right("last-period");
        response.setStatus(QuestionnaireResponseStatus.ENTEREDINERROR);
        assertThat(GateRig.admit(response, GateRig.UPDATE)).isEmpty();
    }

    /** Nobody publishes that version any more; the answers stay as they were. */
    @Test
    void mayBeWithdrawnWhenTheirFormIsNotPublishedAnyMore() {
        QuestionnaireResponse response = RefusedForm.right("last-period");
        response.setQuestionnaire(response.getQuestionnaire().replace("|0.1.0", "|0.0.9"));
        assertThat(GateRig.admit(response, GateRig.UPDATE)).hasSize(1);
        response.setStatus(QuestionnaireResponseStatus.ENTEREDINERROR);
        String sent = text(response);
        assertThat(GateRig.admit(response, GateRig.UPDATE)).isEmpty();
        assertThat(text(response)).isEqualTo(sent);
        assertThat(GateRig.admit(response, GateRig.NEW)).as("never stored").isNotEmpty();
    }

    @Test
    void mayNameThePatientByTheAddressOfThisServer() {
        QuestionnaireResponse response = RefusedForm.right("last-period");
        response.setSubject(new Reference("https://here.example/fhir/Patient/demo-form"));
        assertThat(GateRig.admit(response)).isEmpty();
        assertThat(response.getSubject().getReference()).isEqualTo("Patient/demo-form");
        response.getSubject()
                .setIdentifier(new Identifier().setSystem("urn:test:mrn").setValue("4711"));
        assertThat(GateRig.admit(response)).as("her own number").isEmpty();
        response.getSubject()
                .setIdentifier(new Identifier().setSystem("urn:other:mrn").setValue("1"));
        assertThat(GateRig.admit(response)).as("a number nobody knows here").isEmpty();
    }

    @Test
    void mayBeAboutAPatientOfARegisteredServerOrByIdentifierOrOfTheSameTransaction() {
        QuestionnaireResponse response = RefusedForm.right("last-period");
        assertThat(GateRig.admit(response.setSubject(new Reference("https://ehr.example/fhir/Patient/77"))))
                .isEmpty();
        Reference byNumber = new Reference()
                .setIdentifier(
                        new Identifier().setSystem("https://ehr.example/mrn").setValue("4711"));
        assertThat(GateRig.admit(response.setSubject(byNumber))).isEmpty();
        assertThat(GateRig.admit(
                        response.setSubject(byNumber.copy().setReference("https://ehr.example/fhir/Patient/77"))))
                .isEmpty();
        String placeholder = "urn:uuid:6b2b1a4e-0000-4000-8000-000000000001";
        assertThat(GateRig.admit(
                        response.setSubject(new Reference(placeholder)),
                        new Submission(false, Locale.ENGLISH, Set.of(placeholder))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10", "0.1"})
    void takeALengthUpToItsLimitsInBothUnits(String centimetres) {
        QuestionnaireResponse response = RefusedForm.right("every-item");
        item(response, "cx.length")
                .getAnswerFirstRep()
                .setValue(new Quantity()
                        .setValue(new java.math.BigDecimal(centimetres))
                        .setSystem("http://unitsofmeasure.org")
                        .setCode("cm"));
        assertThat(GateRig.admit(response)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-05-25", "2027-03-22"})
    void takeADueDateUpToItsLimits(String edd) {
        QuestionnaireResponse response = RefusedForm.right("last-period");
        QuestionnaireResponseItemComponent pregnancy = response.getItemFirstRep();
        pregnancy.getItem().removeIf(item -> item.getLinkId().equals("preg.lmp"));
        pregnancy.addItem().setLinkId("preg.edd").addAnswer().setValue(new DateType(edd));
        assertThat(GateRig.admit(response)).isEmpty();
    }

    @Test
    void sayWhatTheFormSaysInTheLanguageOfTheReader() {
        QuestionnaireResponse response = RefusedForm.right("last-period");
        item(response, "preg.lmp").getAnswerFirstRep().setValue(new DateType("2026-06-16"));
        assertThat(GateRig.admit(response, new Submission(false, Locale.forLanguageTag("es-MX"), Set.of())))
                .singleElement()
                .satisfies(problem -> assertThat(problem.sentence()).contains("Esta fecha es posterior"));
    }

    @ParameterizedTest
    @CsvSource({"31, mm, 0", "3.2, cm, 1", "1.1, cm, 1", "1.2, cm, 0"})
    void areHeldToLimitsInAnotherUnit(String number, String unit, int problems) {
        Questionnaire other = FormArtifacts.form();
        String limit = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";
        Questionnaire.QuestionnaireItemComponent item =
                other.addItem().setLinkId("size").setType(QuestionnaireItemType.QUANTITY);
        item.addExtension(limit + "minQuantity", quantity("12", "mm"));
        item.addExtension(limit + "maxQuantity", quantity("31", "mm"));
        QuestionnaireResponse response = RefusedForm.right("not-pregnant");
        response.addItem().setLinkId("size").addAnswer().setValue(quantity(number, unit));
        assertThat(GateRig.gate(other).admit(response, GateRig.NEW)).hasSize(problems);
    }

    private static Quantity quantity(String number, String unit) {
        return new Quantity()
                .setValue(new java.math.BigDecimal(number))
                .setSystem("http://unitsofmeasure.org")
                .setCode(unit);
    }

    @Test
    void areHeldToTheLengthOfATextAndToDecimals() {
        Questionnaire other = FormArtifacts.form();
        other.addItem().setLinkId("note").setType(QuestionnaireItemType.STRING).setMaxLength(5);
        other.addItem()
                .setLinkId("share")
                .setType(QuestionnaireItemType.DECIMAL)
                .addExtension("http://hl7.org/fhir/StructureDefinition/maxValue", new DecimalType("0.5"));
        FormGate gate = GateRig.gate(other);
        QuestionnaireResponse response = RefusedForm.right("not-pregnant");
        response.addItem().setLinkId("note").addAnswer().setValue(new StringType("sixsix"));
        response.addItem().setLinkId("share").addAnswer().setValue(new DecimalType("0.51"));
        List<FormProblem> problems = gate.admit(response, GateRig.NEW);
        assertThat(problems).extracting(problem -> problem.code().toCode()).containsExactly("too-long", "value");
        response.getItem()
                .get(response.getItem().size() - 2)
                .getAnswerFirstRep()
                .setValue(new StringType("x".repeat(2000)));
        assertThat(gate.admit(response, GateRig.NEW))
                .extracting(problem -> problem.code().toCode())
                .containsExactly("too-long", "too-long", "value");
    }

    private static void assertCoding(
            QuestionnaireResponse response, String linkId, String system, String code, String display) {
        Coding stored = (Coding) item(response, linkId).getAnswerFirstRep().getValue();
        assertThat(stored.getSystem()).isEqualTo(system);
        assertThat(stored.getCode()).isEqualTo(code);
        assertThat(stored.getDisplay()).isEqualTo(display);
    }

    private static QuestionnaireResponseItemComponent item(QuestionnaireResponse response, String linkId) {
        return response.getItem().stream()
                .flatMap(group -> group.getItem().stream())
                .filter(item -> item.getLinkId().equals(linkId))
                .findFirst()
                .orElseThrow();
    }

    private static String text(QuestionnaireResponse response) {
        return GateRig.FHIR.newJsonParser().encodeResourceToString(response);
    }
}
