package org.cervicalinsufficiency.fhirserver.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.cervicalinsufficiency.fhirserver.subscription.Examples.assessmentOf;
import static org.cervicalinsufficiency.fhirserver.subscription.Examples.patient;
import static org.cervicalinsufficiency.fhirserver.subscription.Examples.subscription;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.ServerTest;
import org.cervicalinsufficiency.questionnaire.DerivedIds;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a receiver is told, when, and how often. */
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
class SubscriptionDeliveryIT {

    private static final int FORMS = 5;

    private final FhirHttp http;
    private final FhirContext fhir;
    private final DaoRegistry daos;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final List<String> subscribed = new ArrayList<>();

    @Autowired
    SubscriptionDeliveryIT(
            FhirHttp http,
            FhirContext fhir,
            DaoRegistry daos,
            DataSource database,
            PlatformTransactionManager transactions) {
        this.http = http;
        this.fhir = fhir;
        this.daos = daos;
        this.jdbc = new JdbcTemplate(database);
        this.transactions = new TransactionTemplate(transactions);
    }

    @AfterEach
    void switchOff() {
        for (String id : subscribed) {
            Subscription stored = http.get("Subscription/" + id).as(Subscription.class);
            assertThat(http.put("Subscription/" + id, stored.setStatus(SubscriptionStatus.OFF))
                            .status())
                    .isEqualTo(200);
            assertThat(pending(id)).isZero();
        }
    }

    @Test
    void putsEachVersionOfAMatchingResource() {
        try (Receiver receiver = Receiver.open()) {
            String ada = patient(http);
            follow(subscription("RiskAssessment?subject=" + ada, receiver.url("/ehr")));

            RiskAssessment first = create(assessmentOf(ada));
            awaitCalls(receiver, 1);
            first.getMethod().setText("second");
            assertThat(http.put(path(first), first).status()).isEqualTo(200);
            awaitCalls(receiver, 2);
            write(assessmentOf(patient(http)));

            assertQuiet(receiver, 2);
            assertThat(receiver.calls()).allSatisfy(call -> {
                assertThat(call.method()).isEqualTo("PUT");
                assertThat(call.path()).isEqualTo("/ehr/" + path(first));
                assertThat(call.headers().get("Content-type")).containsExactly("application/fhir+json");
            });
            RiskAssessment told = fhir.newJsonParser()
                    .parseResource(RiskAssessment.class, receiver.calls().get(1).body());
            assertThat(told.getMeta().getVersionId()).isEqualTo("2");
            assertThat(told.getMethod().getText()).isEqualTo("second");
        }
    }

    @Test
    void postsNothingButTheHeadersWithoutAPayload(CapturedOutput output) {
        try (Receiver receiver = Receiver.open()) {
            String ada = patient(http);
            Subscription wanted =
                    subscription("QuestionnaireResponse?status=in-progress&subject=" + ada, receiver.url("/hook?k=1"));
            wanted.getChannel().setPayload(null).addHeader("Authorization: Bearer canary-815");
            follow(wanted);

            QuestionnaireResponse form = new QuestionnaireResponse()
                    .setStatus(QuestionnaireResponseStatus.INPROGRESS)
                    .setQuestionnaire(
                            "https://cervical-insufficiency.example/fhir/Questionnaire/cervical-insufficiency-screening|0.1.0")
                    .setSubject(new Reference(ada));
            assertThat(http.post("QuestionnaireResponse", form).status()).isEqualTo(201);
            awaitCalls(receiver, 1);

            Receiver.Call call = receiver.calls().get(0);
            assertThat(call.method() + " " + call.path()).isEqualTo("POST /hook?k=1");
            assertThat(call.body()).isEmpty();
            assertThat(call.headers().get("Authorization")).containsExactly("Bearer canary-815");
            await().untilAsserted(() -> assertThat(output)
                    .contains("Subscription notice delivered: receiver=127.0.0.1:" + receiver.port()
                            + " type=QuestionnaireResponse status=200 attempt=1"));
            assertThat(output).doesNotContain("canary-815").doesNotContain(ada);
        }
    }

    @Test
    void comesBackAfterErrorsWithGrowingPauses() {
        try (Receiver receiver = Receiver.open().answering(500, 302, 429)) {
            String ada = patient(http);
            String id = subscribe(subscription("RiskAssessment?subject=" + ada, receiver.url("/ehr")));

            write(assessmentOf(ada));
            awaitCalls(receiver, 4);

            assertQuiet(receiver, 4);
            assertThat(pending(id)).isZero();
            assertThat(receiver.calls()).extracting(Receiver.Call::path).allMatch(path -> path.startsWith("/ehr/"));
            List<Long> pauses = List.of(pause(receiver, 1), pause(receiver, 2), pause(receiver, 3));
            assertThat(pauses.get(0)).isGreaterThanOrEqualTo(75);
            assertThat(pauses.get(1)).isGreaterThanOrEqualTo(150);
            assertThat(pauses.get(2)).isGreaterThanOrEqualTo(300);
        }
    }

    @Test
    void tellsTheNewestVersionOnlyWhenTheReceiverIsBack() {
        Receiver gone = Receiver.open();
        int port = gone.port();
        gone.close();
        String ada = patient(http);
        String id = subscribe(subscription("RiskAssessment?subject=" + ada, gone.url("/ehr")));
        RiskAssessment assessment = create(assessmentOf(ada));
        assertThat(http.put(path(assessment), assessment.setStatus(RiskAssessment.RiskAssessmentStatus.AMENDED))
                        .status())
                .isEqualTo(200);
        await().until(() -> jdbc.queryForObject(
                        "SELECT ATTEMPTS FROM SCREENING_DELIVERY WHERE SUBSCRIPTION_ID = ?", Integer.class, id)
                >= 2);

        try (Receiver back = Receiver.open(port)) {
            awaitCalls(back, 1);
            assertQuiet(back, 1);
            assertThat(back.calls().get(0).body()).contains("\"amended\"");
            assertThat(pending(id)).isZero();
        }
    }

    /** Real forms: what follows from each is told as well, and the receiver that hangs is told in the end. */
    @Test
    void neitherDelaysASubmissionNorAnotherReceiver() {
        try (Receiver hanging = Receiver.hanging();
                Receiver prompt = Receiver.open()) {
            String ada = patient(http);
            long usual = slowest(ada, 0);
            List<String> stuck = Stream.of("RiskAssessment", "QuestionnaireResponse")
                    .map(type -> subscribe(subscription(type + "?subject=" + ada, hanging.url("/ehr"))))
                    .toList();
            follow(subscription("RiskAssessment?subject=" + ada, prompt.url("/ehr")));
            follow(subscription("QuestionnaireResponse?subject=" + ada, prompt.url("/ehr")));

            long beside = slowest(ada, FORMS);

            assertThat(beside)
                    .as("milliseconds of a form while a receiver hangs, which otherwise takes %s", usual)
                    .isLessThan(3 * usual + 1000);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> told(prompt, "QuestionnaireResponse").size() == FORMS);
            List<String> forms = told(prompt, "QuestionnaireResponse");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(told(prompt, "RiskAssessment"))
                            .containsAll(
                                    forms.stream().map(DerivedIds::assessment).toList()));
            assertThat(stuck).extracting(this::pending).allMatch(waiting -> waiting >= FORMS);

            hanging.answer();

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(stuck).extracting(this::pending).containsOnly(0));
            assertThat(told(hanging, "QuestionnaireResponse")).containsAll(forms);
            assertThat(told(hanging, "RiskAssessment"))
                    .containsAll(forms.stream().map(DerivedIds::assessment).toList());
        }
    }

    /** Milliseconds of the slowest of some new forms, each newer than the one before. */
    private long slowest(String patient, int from) {
        long slowest = 0;
        for (int form = 0; form < FORMS; form++) {
            long start = System.nanoTime();
            assertThat(Examples.submit(http, patient, "2026-06-14T10:%02d:00Z".formatted(from + form)))
                    .isNotEmpty();
            slowest = Math.max(slowest, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
        return slowest;
    }

    private static List<String> told(Receiver receiver, String type) {
        return receiver.calls().stream()
                .map(Receiver.Call::path)
                .filter(path -> path.startsWith("/ehr/" + type + "/"))
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .distinct()
                .toList();
    }

    @Test
    void tellsNothingOfATransactionThatWasRolledBack() {
        try (Receiver receiver = Receiver.open()) {
            String ada = patient(http);
            String id = subscribe(subscription("RiskAssessment?subject=" + ada, receiver.url("/ehr")));

            transactions.executeWithoutResult(status -> {
                daos.getResourceDao(RiskAssessment.class).create(assessmentOf(ada), new SystemRequestDetails());
                assertThat(pending(id)).isEqualTo(1);
                status.setRollbackOnly();
            });

            assertThat(pending(id)).isZero();
            assertQuiet(receiver, 0);
        }
    }

    @Test
    void dropsWhatNoLongerMatchesWhenItCouldBeTold() {
        Receiver gone = Receiver.open();
        gone.close();
        String ada = patient(http);
        String bob = patient(http);
        String id = subscribe(subscription("RiskAssessment?subject=" + ada, gone.url("/ehr")));
        RiskAssessment assessment = create(assessmentOf(ada));
        assertThat(pending(id)).isEqualTo(1);
        assertThat(http.put(path(assessment), assessment.setSubject(new Reference(bob)))
                        .status())
                .isEqualTo(200);

        await().until(() -> pending(id) == 0);
    }

    @Test
    void goesIntoErrorAndKeepsNoticesUntilItIsSetActiveAgain() {
        Receiver gone = Receiver.open();
        int port = gone.port();
        gone.close();
        String ada = patient(http);
        String id = subscribe(subscription("RiskAssessment?subject=" + ada, gone.url("/ehr")));
        write(assessmentOf(ada));
        assertThat(jdbc.update(
                        "UPDATE SCREENING_DELIVERY SET SINCE = SINCE - INTERVAL '4' DAY WHERE SUBSCRIPTION_ID = ?", id))
                .isEqualTo(1);
        await().until(() -> stored(id).getStatus() == SubscriptionStatus.ERROR);
        assertThat(stored(id).getError()).contains("ConnectException").contains("set status to requested");
        write(assessmentOf(ada));
        assertThat(pending(id)).isEqualTo(2);

        try (Receiver back = Receiver.open(port)) {
            assertQuiet(back, 0);
            Subscription again = stored(id).setStatus(SubscriptionStatus.REQUESTED);
            assertThat(http.put("Subscription/" + id, again)
                            .as(Subscription.class)
                            .getStatus())
                    .isEqualTo(SubscriptionStatus.ACTIVE);
            awaitCalls(back, 2);
            assertThat(stored(id).hasError()).isFalse();
        }
    }

    @Test
    void endsWhenItsTimeIsOver() {
        try (Receiver receiver = Receiver.open()) {
            String ada = patient(http);
            String id = subscribe(subscription("RiskAssessment?subject=" + ada, receiver.url("/ehr")));
            assertThat(jdbc.update("UPDATE SCREENING_SUBSCRIPTION SET ENDS = CURRENT_TIMESTAMP WHERE ID = ?", id))
                    .isEqualTo(1);

            write(assessmentOf(ada));

            await().until(() -> stored(id).getStatus() == SubscriptionStatus.OFF);
            assertQuiet(receiver, 0);
        }
    }

    private String subscribe(Subscription wanted) {
        FhirHttp.Answer answer = http.post("Subscription", wanted);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        Subscription stored = answer.as(Subscription.class);
        assertThat(stored.getStatus()).isEqualTo(SubscriptionStatus.ACTIVE);
        subscribed.add(stored.getIdElement().getIdPart());
        return stored.getIdElement().getIdPart();
    }

    private void follow(Subscription wanted) {
        assertThat(subscribe(wanted)).isNotEmpty();
    }

    private void write(RiskAssessment assessment) {
        assertThat(create(assessment).getIdElement().getVersionIdPart()).isEqualTo("1");
    }

    private Subscription stored(String id) {
        return http.get("Subscription/" + id).as(Subscription.class);
    }

    private RiskAssessment create(RiskAssessment assessment) {
        FhirHttp.Answer answer = http.post("RiskAssessment", assessment);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.as(RiskAssessment.class);
    }

    private static String path(RiskAssessment stored) {
        return "RiskAssessment/" + stored.getIdElement().getIdPart();
    }

    private int pending(String subscription) {
        Integer count = jdbc.queryForObject(
                "SELECT COUNT(*) FROM SCREENING_DELIVERY WHERE SUBSCRIPTION_ID = ?", Integer.class, subscription);
        return count == null ? -1 : count;
    }

    private static void awaitCalls(Receiver receiver, int count) {
        await().atMost(Duration.ofSeconds(10)).until(() -> receiver.calls().size() >= count);
    }

    /** No more calls than these, for longer than the longest pause between attempts. */
    private static void assertQuiet(Receiver receiver, int calls) {
        await().during(Duration.ofMillis(900))
                .atMost(Duration.ofSeconds(5))
                .until(() -> receiver.calls().size() == calls);
    }

    private static long pause(Receiver receiver, int before) {
        return TimeUnit.NANOSECONDS.toMillis(receiver.calls().get(before).nanos()
                - receiver.calls().get(before - 1).nanos());
    }
}
