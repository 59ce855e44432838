package org.cervicalinsufficiency.fhirserver.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.SecureServerTest;
import org.cervicalinsufficiency.TestTokens;
import org.cervicalinsufficiency.questionnaire.FormOfAnswers;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Subscription;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A receiver is told about results of its own tenant, and about no other's, even where the Subscriptions share their id. */
@SecureServerTest
class SubscriptionTenantsIT {

    private final FhirHttp http;

    @Autowired
    SubscriptionTenantsIT(FhirHttp http) {
        this.http = http;
    }

    private static Map<String, String> as(String client) {
        return Map.of(
                "Authorization", TestTokens.access(client, "system/*.cruds").bearer());
    }

    private void subscribe(String client, String address) {
        Subscription subscription = new Subscription();
        subscription.setId("mine");
        subscription.setStatus(Subscription.SubscriptionStatus.REQUESTED);
        subscription.setCriteria("RiskAssessment?");
        subscription
                .getChannel()
                .setType(Subscription.SubscriptionChannelType.RESTHOOK)
                .setEndpoint(address);
        FhirHttp.Answer answer = http.call("PUT", "Subscription/mine", subscription, as(client));
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
    }

    private void submit(String client, String number) {
        Reference subject = new Reference();
        subject.getIdentifier().setSystem("https://numbers.example").setValue(number);
        FhirHttp.Answer answer = http.call(
                "POST",
                "QuestionnaireResponse",
                FormOfAnswers.earlyBirth(subject, "2026-06-10").unsent(),
                as(client));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    @Test
    void tellsEachTenantItsOwn() throws Exception {
        try (Receiver alphas = Receiver.open();
                Receiver betas = Receiver.open()) {
            subscribe("alpha-integrator", alphas.url("/alpha"));
            subscribe("beta-integrator", betas.url("/beta"));

            submit("alpha-integrator", "told-1");
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (alphas.calls().isEmpty() && System.nanoTime() < end) {
                Thread.sleep(50);
            }
            assertThat(alphas.calls()).isNotEmpty();
            Thread.sleep(500);
            assertThat(betas.calls()).isEmpty();

            submit("beta-integrator", "told-1");
            while (betas.calls().isEmpty() && System.nanoTime() < end) {
                Thread.sleep(50);
            }
            assertThat(betas.calls()).isNotEmpty();
        } finally {
            for (String client : new String[] {"alpha-integrator", "beta-integrator"}) {
                assertThat(http.call("DELETE", "Subscription/mine", null, as(client))
                                .status())
                        .isEqualTo(200);
            }
        }
    }
}
