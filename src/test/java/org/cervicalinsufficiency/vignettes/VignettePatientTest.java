package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

class VignettePatientTest {
    private static final String HEAD = "title: A case\nproves: [R60]\ntoday: 2026-06-15\nprofiles: [us]\n"
            + "pregnancy: {gestation: 18w0d}\nexpect: {tier: high, route: standard, cards: []}\n";

    private static List<Resource> resources(String id) {
        return new VignettePatient(Vignettes.named(id)).resources();
    }

    private static <T extends Resource> T first(List<Resource> resources, Class<T> type) {
        return resources.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Observation observation(String fact) {
        Vignette vignette = new VignetteReader().read("v99-a-case.yaml", HEAD + "chart: [{" + fact + "}]\n");
        return (Observation) new VignettePatient(vignette).resources().get(2);
    }

    @Test
    void hasStableIdsAndOneSubject() {
        List<Resource> resources = resources("v10");
        assertThat(resources)
                .extracting(Resource::getIdPart)
                .containsExactly(
                        "vignette-v10",
                        "vignette-v10-observation-1",
                        "vignette-v10-observation-2",
                        "vignette-v10-procedure-3",
                        "vignette-v10-form-1");
        assertThat(first(resources, Procedure.class).getSubject().getReference())
                .isEqualTo("Patient/vignette-v10");
    }

    @Test
    void describesThePerson() {
        Patient patient = first(resources("v12"), Patient.class);
        assertThat(patient.getBirthDateElement().getValueAsString()).startsWith("1968");
        assertThat(first(resources("v20"), Patient.class).getGender().toCode()).isEqualTo("male");
    }

    @Test
    void measuresInUcumWithTheRouteInWords() {
        Observation length = (Observation) resources("v04b").get(2);
        assertThat(length.getValueQuantity().getValue()).isEqualByComparingTo("20.1");
        assertThat(length.getValueQuantity().getSystem()).isEqualTo("http://unitsofmeasure.org");
        assertThat(length.getValueQuantity().getCode()).isEqualTo("mm");
        assertThat(length.getMethod().getText()).isEqualTo("transvaginal ultrasound");
        assertThat(length.getEffectiveDateTimeType().getValueAsString()).isEqualTo("2026-06-15");
        assertThat(((Observation) resources("v25").get(2)).getMethod().getText())
                .contains("transabdominal");
    }

    @Test
    void writesTheDueDateAsADate() {
        Observation due = first(resources("v02"), Observation.class);
        assertThat(due.getValueDateTimeType().getValueAsString()).isEqualTo("2026-11-16");
        assertThat(due.getEffectiveDateTimeType().getValueAsString()).isEqualTo("2026-06-01");
    }

    @Test
    void keepsStatusesAndPartialDates() {
        Condition refuted = first(resources("v34"), Condition.class);
        assertThat(refuted.getVerificationStatus().getCodingFirstRep().getCode())
                .isEqualTo("refuted");
        assertThat(refuted.hasOnset()).isFalse();
        assertThat(first(resources("v08"), Procedure.class)
                        .getPerformedDateTimeType()
                        .getValueAsString())
                .isEqualTo("2023");
    }

    @Test
    void writesValuesOfEveryKind() {
        assertThat(observation("resource: Observation, code: loinc|11996-6, value: 1")
                        .getValueIntegerType()
                        .getValue())
                .isEqualTo(1);
        assertThat(observation("resource: Observation, code: loinc|57069-7, value: true")
                        .getValueBooleanType()
                        .booleanValue())
                .isTrue();
        assertThat(observation("resource: Observation, code: loinc|82810-3, value: snomed|60001007")
                        .getValueCodeableConcept()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("60001007");
        Observation bare = observation("resource: Observation, code: loinc|11961-0, value: 31, unit: none");
        assertThat(bare.getValueQuantity().hasCode()).isFalse();
        Observation text = observation("resource: Observation, code: loinc|11961-0, value: 3, unitText: inches");
        assertThat(text.getValueQuantity().getUnit()).isEqualTo("inches");
        assertThat(text.getValueQuantity().hasCode()).isFalse();
        Observation absent = observation("resource: Observation, code: loinc|11961-0, absent: unknown");
        assertThat(absent.hasValue()).isFalse();
        assertThat(absent.getDataAbsentReason().getCodingFirstRep().getCode()).isEqualTo("unknown");
    }

    @Test
    void refusesANumberThatLeavesItsUnitOpen() {
        assertThatThrownBy(() -> observation("resource: Observation, code: loinc|11961-0, value: 2.5"))
                .isInstanceOf(BadVignette.class)
                .hasMessageContaining("\"2.5\" has no unit");
    }

    @Test
    void nestsAnswersInsideTheirGroups() {
        QuestionnaireResponse form = first(resources("v02"), QuestionnaireResponse.class);
        assertThat(form.getItem())
                .extracting(QuestionnaireResponseItemComponent::getLinkId)
                .containsExactly("preg", "ob", "gyn", "cong", "cx", "sym");
        QuestionnaireResponseItemComponent ob = form.getItem().get(1);
        assertThat(ob.getItem()).allMatch(item -> item.getLinkId().startsWith("ob.") && item.hasAnswer());
        assertThat(ob.getItemFirstRep().getAnswerFirstRep().getValueCoding().getCode())
                .isEqualTo("Y");
        assertThat(form.getQuestionnaire()).endsWith("Questionnaire/cervical-insufficiency-screening|0.1.0");
        assertThat(form.getAuthoredElement().getValueAsString()).isEqualTo("2026-06-15");
    }

    @Test
    void everythingIsReadBackByAStrictParserUnchanged() {
        IParser parser = FhirContext.forR4Cached().newJsonParser().setParserErrorHandler(new StrictErrorHandler());
        for (Vignette vignette : Vignettes.all()) {
            Bundle bundle = new VignettePatient(vignette).transaction();
            String json = parser.encodeResourceToString(bundle);
            Bundle again = parser.parseResource(Bundle.class, json);
            assertThat(parser.encodeResourceToString(again)).as(vignette.id()).isEqualTo(json);
        }
    }

    @Test
    void isStoredByPuttingEveryResourceUnderItsOwnId() {
        Bundle bundle = new VignettePatient(Vignettes.named("v31")).transaction();
        assertThat(bundle.getType()).isEqualTo(Bundle.BundleType.TRANSACTION);
        assertThat(bundle.getEntry())
                .extracting(entry -> entry.getRequest().getMethod() + " "
                        + entry.getRequest().getUrl())
                .containsExactly(
                        "PUT Patient/vignette-v31",
                        "PUT Observation/vignette-v31-observation-1",
                        "PUT Condition/vignette-v31-condition-2",
                        "PUT QuestionnaireResponse/vignette-v31-form-1");
    }
}
