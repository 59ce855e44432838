package org.cervicalinsufficiency.fhirserver.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cervicalinsufficiency.fhirserver.subscription.Examples.subscription;

import java.util.Date;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.sight.Scrape;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Which Subscriptions are refused, and with what words. */
@ServerTest
class SubscriptionGateIT {

    private final FhirHttp http;

    @Autowired
    SubscriptionGateIT(FhirHttp http) {
        this.http = http;
    }

    @ParameterizedTest(name = "{1}: {2}")
    @MethodSource("refused")
    void refuses(Consumer<Subscription> fault, String element, String remedy) {
        Subscription faulty = good();
        fault.accept(faulty);

        FhirHttp.Answer answer = http.post("Subscription", faulty);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        OperationOutcome outcome = answer.as(OperationOutcome.class);
        assertThat(outcome.getIssue()).hasSize(1);
        assertThat(outcome.getIssueFirstRep().getExpression())
                .extracting(Object::toString)
                .containsExactly("Subscription." + element);
        assertThat(outcome.getIssueFirstRep().getDiagnostics())
                .startsWith("Subscription." + element + " ")
                .contains(remedy)
                .doesNotContain("canary");
    }

    @Test
    void countsAReceiverThatMayNotBeTold() {
        Subscription faulty = good();
        faulty.getChannel().setEndpoint("http://169.254.169.254/latest");
        Scrape before = Scrape.of(http);

        assertThat(http.post("Subscription", faulty).status()).isEqualTo(422);

        assertThat(Scrape.of(http).sum("cds_outbound_blocked_total", "reason", "receiver-refused"))
                .isGreaterThan(before.sum("cds_outbound_blocked_total", "reason", "receiver-refused"));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                criteria("Observation?code=1", "must begin with"),
                criteria("Patient", "must begin with"),
                criteria("RiskAssessmentX?subject=Patient/1", "must begin with"),
                criteria("RiskAssessment?unheard=1", "search parameters of RiskAssessment"),
                criteria("RiskAssessment?status=final", "search parameters of RiskAssessment"),
                criteria("RiskAssessment?subject.name=Ada", "without chains"),
                criteria("RiskAssessment?subject:identifier=a|b", "without modifier"),
                criteria("RiskAssessment?subject=", "parameter=value"),
                criteria("RiskAssessment?subject", "parameter=value"),
                criteria("RiskAssessment?subject=Patient/1&", "parameter=value"),
                criteria("RiskAssessment?date=yesterday", "search parameters of RiskAssessment"),
                criteria("RiskAssessment?_has:Observation:subject:code=1", "leave it out"),
                criteria("QuestionnaireResponse?_sort=authored", "leave it out"),
                criteria("QuestionnaireResponse?_count=5", "leave it out"),
                criteria("RiskAssessment?identifier=" + "1".repeat(2000), "shorten it"),
                fault(s -> s.setCriteria(null), "criteria", "is missing"),
                fault(s -> s.setStatus(SubscriptionStatus.ERROR), "status", "set by the server"),
                fault(s -> s.setStatus(null), "status", "must be requested"),
                fault(s -> s.setEnd(new Date(0)), "end", "later time"),
                fault(s -> s.getChannel().setType(SubscriptionChannelType.WEBSOCKET), "channel.type", "rest-hook only"),
                fault(s -> s.getChannel().setType(SubscriptionChannelType.EMAIL), "channel.type", "rest-hook only"),
                fault(s -> s.getChannel().setType(null), "channel.type", "rest-hook only"),
                endpoint(null, "is missing"),
                endpoint("/ehr", "absolute URL"),
                endpoint("ehr.example", "absolute URL"),
                endpoint("https://", "absolute URL"),
                endpoint("mailto:a@b.example", "absolute URL"),
                endpoint("ftp://ehr.example/a", "use https"),
                endpoint("httpsevil://ehr.example/a", "use https"),
                endpoint("http://ehr.example/a", "use https"),
                endpoint("http://127.0.0.1.ehr.example/a", "use https"),
                endpoint("http://169.254.169.254/latest", "use https"),
                endpoint("https://me:canary@ehr.example/a", "channel.header"),
                endpoint("https://ehr.example/a#b", "leave out #"),
                endpoint("https://ehr.example/a?b=c", "holds a query"),
                endpoint("https://ehr.example\\@evil.example/a", "absolute URL"),
                fault(s -> s.getChannel().setPayload("text/plain"), "channel.payload", "application/fhir+json"),
                fault(s -> s.getChannel().addHeader("canary"), "channel.header", "number 1 is not one line"),
                fault(
                        s -> s.getChannel().addHeader("A: b").addHeader("X:canary\r\nY: z"),
                        "channel.header",
                        "number 2"),
                fault(s -> s.getChannel().addHeader("Host: canary"), "channel.header", "sets Host"),
                fault(s -> s.getChannel().addHeader("content-type: canary"), "channel.header", "sets content-type"));
    }

    @Test
    void namesAllFaultsAtOnce() {
        Subscription faulty = good().setCriteria("Patient");
        faulty.getChannel().setType(SubscriptionChannelType.SMS).setEndpoint("no");

        assertThat(http.post("Subscription", faulty).as(OperationOutcome.class).getIssue())
                .hasSize(3);
    }

    @Test
    void refusesAnUpdateAndKeepsWhatIsStored() {
        Subscription stored = http.post("Subscription", good()).as(Subscription.class);
        String path = "Subscription/" + stored.getIdElement().getIdPart();
        assertThat(stored.getStatus()).isEqualTo(SubscriptionStatus.ACTIVE);

        assertThat(http.put(path, stored.copy().setCriteria("Patient")).status())
                .isEqualTo(422);

        assertThat(http.get(path).as(Subscription.class).getCriteria()).isEqualTo(good().getCriteria());
        assertThat(http.put(path, stored.copy().setStatus(SubscriptionStatus.OFF))
                        .status())
                .isEqualTo(200);
        assertThat(http.get(path).as(Subscription.class).getStatus()).isEqualTo(SubscriptionStatus.OFF);
    }

    @Test
    void refusesItInATransactionToo() {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        bundle.addEntry()
                .setResource(good().setCriteria("Patient"))
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl("Subscription");

        assertThat(http.post("", bundle).status()).isEqualTo(422);
    }

    private static Subscription good() {
        return subscription("RiskAssessment?subject=Patient/1", "https://ehr.example/fhir");
    }

    private static Arguments criteria(String criteria, String remedy) {
        return fault(s -> s.setCriteria(criteria), "criteria", remedy);
    }

    private static Arguments endpoint(@Nullable String endpoint, String remedy) {
        return fault(s -> s.getChannel().setEndpoint(endpoint), "channel.endpoint", remedy);
    }

    private static Arguments fault(Consumer<Subscription> fault, String element, String remedy) {
        return Arguments.of(fault, element, remedy);
    }
}
