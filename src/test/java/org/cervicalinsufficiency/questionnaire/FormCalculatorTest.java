package org.cervicalinsufficiency.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;

/** Calculated items of a form that is still being filled in. */
class FormCalculatorTest {

    private static final LocalDate DAY = LocalDate.of(2026, 6, 15);

    private static Optional<Map<String, Type>> calculated(QuestionnaireResponse response) {
        return GateRig.calculator().calculate(response, DAY);
    }

    private static FormOfAnswers form() {
        return FormOfAnswers.allNo(new Reference("Patient/demo-form"), "2026-06-15T10:00:00Z");
    }

    @Test
    void followsFromTheDates() {
        QuestionnaireResponse response = form().unsent();
        response.setStatus(null).setSubject(null).setAuthored(null);

        assertThat(calculated(response))
                .hasValueSatisfying(values -> assertThat(values)
                        .containsOnlyKeys("preg.ga")
                        .allSatisfy((linkId, value) ->
                                assertThat(((IntegerType) value).getValue()).isEqualTo(126)));
    }

    @Test
    void isNothingWhereTheDatesSayNothing() {
        assertThat(calculated(
                        form().with("preg.edd", new DateType("2031-01-01")).unsent()))
                .hasValueSatisfying(values -> assertThat(values).isEmpty());
        assertThat(calculated(form().with("preg.edd", new StringType("soon")).unsent()))
                .hasValueSatisfying(values -> assertThat(values).isEmpty());
    }

    @Test
    void isNothingWhereItIsNotAsked() {
        Coding notPregnant = new Coding("http://snomed.info/sct", "60001007", null);
        assertThat(calculated(form().with("preg.status", notPregnant).unsent()))
                .hasValueSatisfying(values -> assertThat(values).isEmpty());
    }

    @Test
    void knowsPublishedFormsOnly() {
        assertThat(calculated(new QuestionnaireResponse())).isEmpty();
        assertThat(calculated(new QuestionnaireResponse().setQuestionnaire("https://a.example/b|1")))
                .isEmpty();
    }
}
