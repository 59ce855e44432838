package org.cervicalinsufficiency.fhirserver.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Date;
import org.cervicalinsufficiency.ServerTest;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Which resources meet which criteria. */
@ServerTest
class CriteriaMatcherIT {

    private static final String FORM = "https://forms.example/Questionnaire/a|0.1.0";

    private final CriteriaMatcher criteria;

    @Autowired
    CriteriaMatcherIT(SubscriptionCheck.Rules rules) {
        this.criteria = rules.criteria();
    }

    @ParameterizedTest
    @CsvSource({
        "RiskAssessment,                                                     true",
        "RiskAssessment?,                                                    true",
        "RiskAssessment?subject=Patient/1,                                   true",
        "RiskAssessment?subject=Patient/12,                                  false",
        "RiskAssessment?patient=Patient/1,                                   true",
        "RiskAssessment?patient=1,                                           true",
        "RiskAssessment?patient=11,                                          false",
        "'RiskAssessment?subject=Patient/2,Patient/1',                       true",
        "RiskAssessment?subject=Patient%2F1,                                 true",
        "RiskAssessment?subject=https://ehr.example/fhir/Patient/1,          false",
        "RiskAssessment?encounter=Encounter/1,                               false",
        "RiskAssessment?patient=Patient/2,                                   false",
        "RiskAssessment?date=ge2026-06-01,                                   true",
        "RiskAssessment?date=gt2026-07-01,                                   false",
        "RiskAssessment?identifier=https://ids.example|a,                    true",
        "RiskAssessment?identifier=https://ids.example|b,                    false",
        "RiskAssessment?subject=Patient/1&identifier=https://ids.example|b,  false",
        "RiskAssessment?subject=Patient/2&subject=Patient/1,                 false",
        "QuestionnaireResponse,                                              false"
    })
    void holdsAssessmentsAgainstThem(String search, boolean expected) {
        RiskAssessment assessment = new RiskAssessment();
        assessment.setSubject(new Reference("Patient/1")).setOccurrence(new DateTimeType("2026-06-15"));
        assessment.addIdentifier().setSystem("https://ids.example").setValue("a");
        check(search, assessment, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "QuestionnaireResponse?status=completed,                                               true",
        "'QuestionnaireResponse?status=amended,completed',                                     true",
        "QuestionnaireResponse?status=in-progress,                                             false",
        "QuestionnaireResponse?status:not=in-progress,                                         true",
        "QuestionnaireResponse?subject=https://ehr.example/fhir/Patient/1,                     true",
        "QuestionnaireResponse?patient=https://ehr.example/fhir/Patient/1,                     true",
        "QuestionnaireResponse?subject=Patient/1,                                              false",
        "QuestionnaireResponse?patient=1,                                                      false",
        "QuestionnaireResponse?subject=https://ehr.example/fhir/Patient/1&status=completed,    true",
        "QuestionnaireResponse?subject=https://ehr.example/fhir/Patient/1&status=amended,      false",
        "QuestionnaireResponse?subject=https://other.example/fhir/Patient/1,                   false",
        "QuestionnaireResponse?questionnaire=https://forms.example/Questionnaire/a|0.1.0,      true",
        "QuestionnaireResponse?questionnaire=https://forms.example/Questionnaire/b|0.1.0,      false"
    })
    void holdsFormsAgainstThem(String search, boolean expected) {
        QuestionnaireResponse form = new QuestionnaireResponse();
        form.setStatus(QuestionnaireResponseStatus.COMPLETED)
                .setQuestionnaire(FORM)
                .setSubject(new Reference("https://ehr.example/fhir/Patient/1"))
                .setAuthored(new Date(0));
        check(search, form, expected);
    }

    private void check(String search, Resource resource, boolean expected) {
        resource.setId("1");
        assertThat(criteria.problemWith(search)).isEmpty();
        assertThat(criteria.matches(search, resource)).isEqualTo(expected);
    }
}
