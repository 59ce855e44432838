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

/** A receiver is told about results of its own tenant, and about no other's, and cannot touch its Subscriptions. */
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

    private String subscribe(String client, String address) {
        Subscription subscription = new Subscription();
        subscription.setStatus(Subscription.SubscriptionStatus.REQUESTED);
        subscription.setCriteria("RiskAssessment?");
        subscription
                .getChannel()
                .setType(Subscription.SubscriptionChannelType.RESTHOOK)
                .setEndpoint(address);
        FhirHttp.Answer answer = http.call("POST", "Subscription", subscription, as(client));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.as(Subscription.class).getIdElement().getIdPart();
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
            String alpha = subscribe("alpha-integrator", alphas.url("/alpha"));
            String beta = subscribe("beta-integrator", betas.url("/beta"));

            submit("alpha-integrator", "told-1");
            awaitCall(alphas);
            assertThat(alphas.calls()).isNotEmpty();
            Thread.sleep(500);
            assertThat(betas.calls()).isEmpty();

            submit("beta-integrator", "told-1");
            awaitCall(betas);
            assertThat(betas.calls()).isNotEmpty();
            int told = alphas.calls().size();

            assertThat(http.call("GET", "Subscription/" + alpha, null, as("beta-integrator"))
                            .status())
                    .isEqualTo(404);
            var unused = http.call("DELETE", "Subscription/" + alpha, null, as("beta-integrator"));
            assertThat(http.call("GET", "Subscription/" + alpha, null, as("alpha-integrator"))
                            .status())
                    .isEqualTo(200);
            assertThat(alphas.calls()).hasSize(told);
            end("alpha-integrator", alpha);
            end("beta-integrator", beta);
        }
    }

    private void end(String client, String id) {
        assertThat(http.call("DELETE", "Subscription/" + id, null, as(client)).status())
                .isEqualTo(200);
    }

    private static void awaitCall(Receiver receiver) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (receiver.calls().isEmpty() && System.nanoTime() < end) {
            Thread.sleep(50);
        }
    }
}
