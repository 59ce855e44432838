package org.cervicalinsufficiency.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The production server with a database that is not there, comes, breaks, hangs and is slow. One process lives through all
 * of it: hooks always answer, {@code /fhir} answers 503 at once or works, and comes back by itself.
 */
@TestMethodOrder(OrderAnnotation.class)
class DatabaseAwayIT {

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration BACK = Duration.ofSeconds(5);
    private static final long AT_ONCE_MILLIS = 1_000;
    private static final long BUDGET_MILLIS = 500;
    private static final int CALLS = 9;

    private static TestDatabase database;
    private static FaultProxy proxy;
    private static ServerProcess server;
    private static ProductionCalls calls;

    @BeforeAll
    static void startWithoutDatabase() {
        database = TestDatabase.empty();
        proxy = new FaultProxy(database.port());
        Map<String, String> settings = new LinkedHashMap<>(ProductionSettings.serving(TestDatabase.url(proxy.port())));
        // A pool that HAPI's transactions inside transactions would starve if nothing was kept for them.
        settings.put("spring.datasource.hikari.maximum-pool-size", "2");
        server = ServerProcess.serve(settings);
        calls = new ProductionCalls(server);
    }

    @AfterAll
    static void stop() {
        server.close();
        proxy.close();
        database.close();
    }

    @Test
    @Order(1)
    void absentAtTheStart() {
        server.awaitReady("/readyz", START);
        assertThat(server.status("/livez")).isEqualTo(200);
        assertThat(server.status("/readyz/fhir")).isEqualTo(503);
        assertHooksAnswer();
        assertFhirSaysSo("does not answer");
        assertThat(server.status("/fhir/.well-known/smart-configuration")).isEqualTo(200);
    }

    @Test
    @Order(2)
    void thereButEmpty() throws Exception {
        proxy.up();
        long begin = System.nanoTime();
        while (!server.log().contains("The database has no schema") && seconds(begin) < 10) {
            Thread.sleep(100);
        }
        assertThat(server.log())
                .containsOnlyOnce("The database has no schema")
                .contains("java -jar <this jar> migrate");
        assertThat(server.status("/readyz/fhir")).isEqualTo(503);
        assertFhirSaysSo("has no schema");
        assertHooksAnswer();
        assertThat(database.admin()
                        .queryForObject("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'", Long.class))
                .as("the serving role makes no table")
                .isZero();
    }

    @Test
    @Order(3)
    void readyAfterTheMigration() {
        var unused = database.migrate();
        server.awaitReady("/readyz/fhir", Duration.ofSeconds(60));
        assertHooksAnswer();
        assertFormIsAssessed();
    }

    @Test
    @Order(4)
    void killedAndBack() throws Exception {
        proxy.down();
        assertAwayAndBack(() -> proxy.up());
    }

    @Test
    @Order(5)
    void sessionsEnded() throws Exception {
        assertThat(database.endSessions()).isPositive();
        // A call may still meet one of the broken connections, and is told to try again.
        assertThat(calls.form(ProductionCalls.rightForm()).statusCode()).isIn(201, 503);
        Thread.sleep(1_000);
        server.awaitReady("/readyz/fhir", BACK);
        assertFormIsAssessed();
    }

    @Test
    @Order(6)
    void silentAndBack() throws Exception {
        proxy.silence();
        Thread.sleep(4_000);
        assertAwayAndBack(() -> {
            proxy.down();
            proxy.up();
        });
    }

    @Test
    @Order(7)
    void slow() {
        proxy.delay(500);
        assertHooksAnswer();
        long begin = System.nanoTime();
        HttpResponse<String> found = calls.search("Patient?_count=1");
        assertThat(found.statusCode()).isIn(200, 503);
        assertThat(seconds(begin)).isLessThan(30);
        assertHooksAnswer();
        proxy.up();
        server.awaitReady("/readyz/fhir", BACK);
        assertFormIsAssessed();
    }

    @Test
    @Order(8)
    void manyWritersOverTwoConnections() throws Exception {
        List<Thread> writers = new ArrayList<>();
        List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 16; i++) {
            Thread writer = new Thread(
                    () -> statuses.add(calls.form(ProductionCalls.rightForm()).statusCode()));
            writer.start();
            writers.add(writer);
        }
        for (Thread writer : writers) {
            writer.join(60_000);
        }
        assertThat(statuses)
                .hasSize(16)
                .allMatch(status -> status == 201 || status == 503)
                .contains(201);
        assertFormIsAssessed();
        assertThat(server.stop()).isZero();
        assertThat(server.log()).doesNotContain("\tat ");
    }

    private void assertAwayAndBack(Runnable mend) throws Exception {
        for (int i = 0; i < 3; i++) {
            assertFhirSaysSo("does not answer");
            assertHooksAnswer();
            assertThat(server.status("/livez")).isEqualTo(200);
            assertThat(server.status("/readyz")).isEqualTo(200);
            assertThat(server.status("/readyz/fhir")).isEqualTo(503);
            Thread.sleep(500);
        }
        mend.run();
        server.awaitReady("/readyz/fhir", BACK);
        assertFormIsAssessed();
        assertHooksAnswer();
    }

    /** Every call is answered. How fast is told by the middle one: single calls wait for the machine of the tests. */
    private static void assertHooksAnswer() {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            long begin = System.nanoTime();
            HttpResponse<String> answer = calls.hook();
            times.add(millis(begin));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("org.cervicalinsufficiency.assessment");
        }
        Collections.sort(times);
        assertThat(times.get(CALLS / 2)).as("%s", times).isLessThan(BUDGET_MILLIS);
    }

    private static void assertFhirSaysSo(String why) {
        for (HttpResponse<String> answer :
                List.of(calls.form(ProductionCalls.rightForm()), calls.search("Patient?_count=1"))) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(answer.body()).contains("OperationOutcome", why);
        }
        long begin = System.nanoTime();
        assertThat(calls.form(ProductionCalls.rightForm()).statusCode()).isEqualTo(503);
        assertThat(millis(begin)).isLessThan(AT_ONCE_MILLIS);
    }

    private static void assertFormIsAssessed() {
        QuestionnaireResponse form = ProductionCalls.rightForm();
        HttpResponse<String> stored = calls.form(form);
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
        HttpResponse<String> found =
                calls.search("RiskAssessment?subject=" + form.getSubject().getReference());
        assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
        Bundle bundle = FhirContext.forR4Cached().newJsonParser().parseResource(Bundle.class, found.body());
        assertThat(bundle.getEntry()).hasSize(1);
    }

    private static long millis(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    private static long seconds(long begin) {
        return millis(begin) / 1_000;
    }
}
