package org.cervicalinsufficiency.fhirserver.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.questionnaire.FormOfAnswers;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.hl7.fhir.r4.model.RiskAssessment.RiskAssessmentStatus;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;

/** What the tests write. */
final class Examples {

    private Examples() {}

    /** A new patient: {@code Patient/id}. */
    static String patient(FhirHttp http) {
        return http.post("Patient", new Patient())
                .as(Patient.class)
                .getIdElement()
                .toUnqualifiedVersionless()
                .getValue();
    }

    /** A form, as an integrator sends it; gives its bare id. */
    static String submit(FhirHttp http, String patient, String authored) {
        FhirHttp.Answer answer = http.post(
                "QuestionnaireResponse",
                FormOfAnswers.earlyBirth(new Reference(patient), authored).unsent());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.as(QuestionnaireResponse.class).getIdElement().getIdPart();
    }

    static RiskAssessment assessmentOf(String patient) {
        return new RiskAssessment().setStatus(RiskAssessmentStatus.FINAL).setSubject(new Reference(patient));
    }

    /** A Subscription to be checked, with a payload in JSON. */
    static Subscription subscription(String criteria, String endpoint) {
        Subscription subscription = new Subscription()
                .setStatus(SubscriptionStatus.REQUESTED)
                .setReason("A test")
                .setCriteria(criteria);
        subscription
                .getChannel()
                .setType(SubscriptionChannelType.RESTHOOK)
                .setEndpoint(endpoint)
                .setPayload("application/fhir+json");
        return subscription;
    }
}
