package org.cervicalinsufficiency.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.TestTokens;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two production servers, each a process of its own, over one PostgreSQL: to a caller they are one. */
class ReplicasIT {

    private static final String SERVICE = "cervical-insufficiency-patient-view";
    private static final String PATH = "/cds-services/" + SERVICE;
    private static final Duration START = Duration.ofMinutes(4);
    private static final int TOKENS = 100;
    private static final int SHOWN = 101;
    private static final int CLIENTS = 64;
    private static final int WRITES = 50;
    private static final int ROUNDS = 3;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The letters "jobs-ci": the key of the lock that the leader holds. */
    private static final long LEADERS = 0x6a_6f62_732d_6369L;

    private static TestDatabase database;
    private static List<ServerProcess> servers;

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        Map<String, String> settings = ProductionSettings.serving(database.url());
        settings.put("screening.limits.failures-per-second", "100000");
        settings.put("screening.limits.failures-at-once", "100000");
        // What is shown here is that used tokens are shared, not what happens when the machine is too busy to ask.
        settings.put("screening.hooks.replay.deadline", "20s");
        settings.put("screening.authoring.over-http", "true");
        servers = List.of(ServerProcess.serve(settings), ServerProcess.serve(settings));
        for (ServerProcess server : servers) {
            server.awaitReady("/readyz", START);
            server.awaitReady("/readyz/fhir", START);
        }
    }

    @AfterAll
    static void stop() {
        servers.forEach(ServerProcess::close);
        database.close();
    }

    /** 10,000 replays over HTTP, in random order and at the same time on both: none is taken. */
    @Test
    void takeATokenOnceBetweenThem() throws Exception {
        String body = Files.readString(Path.of("cds-services", SERVICE, "examples", "request-early-referral.json"));
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < TOKENS; i++) {
            shown.addAll(Collections.nCopies(SHOWN, TestTokens.alpha(PATH).bearer()));
        }
        Collections.shuffle(shown, new Random(17));
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            ServerProcess server = servers.get(i % servers.size());
            String token = shown.get(i);
            calls.add(() -> new Answer(token, hook(server, token, body)));
        }
        List<Answer> answers = together(8, calls);
        Map<Integer, Long> statuses = answers.stream()
                .collect(Collectors.groupingBy(each -> each.http().statusCode(), Collectors.counting()));
        assertThat(statuses).isEqualTo(Map.of(200, (long) TOKENS, 401, (long) TOKENS * (SHOWN - 1)));
        assertThat(answers.stream()
                        .filter(each -> each.http().statusCode() == 200)
                        .map(Answer::token)
                        .distinct())
                .hasSize(TOKENS);
        assertThat(answers.stream()
                        .filter(each -> each.http().statusCode() == 401)
                        .map(each -> each.http().body())
                        .distinct())
                .as("one answer for every refusal")
                .hasSize(1);
    }

    /** What one has stored the other finds at once: nothing old is answered from a memory. */
    @Test
    void seeEachOthersWritesAtOnce() {
        int stale = 0;
        for (int i = 0; i < WRITES; i++) {
            ProductionCalls writer = new ProductionCalls(servers.get(i % 2));
            ProductionCalls reader = new ProductionCalls(servers.get(1 - i % 2));
            QuestionnaireResponse form = ProductionCalls.rightForm();
            String ofThePatient = "RiskAssessment?subject=" + form.getSubject().getReference() + "&_total=accurate";
            assertThat(total(reader.search(ofThePatient))).isZero();
            HttpResponse<String> stored = writer.form(form);
            assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
            stale += total(reader.search(ofThePatient)) == 1 ? 0 : 1;
        }
        assertThat(stale).isZero();
    }

    /** 64 clients, half of them at each server, send one form on one condition: one is created, all hear of it. */
    @Test
    void createOnceBetweenThem() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            QuestionnaireResponse form = ProductionCalls.rightForm();
            String number = UUID.randomUUID().toString();
            form.getIdentifier().setSystem("https://ehr.example/forms").setValue(number);
            String condition = "identifier=https://ehr.example/forms%7C" + number;
            List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                ProductionCalls client = new ProductionCalls(servers.get(i % 2));
                calls.add(() -> client.create(form, condition));
            }
            List<HttpResponse<String>> answers = together(CLIENTS, calls);
            Map<Integer, Long> statuses =
                    answers.stream().collect(Collectors.groupingBy(HttpResponse::statusCode, Collectors.counting()));
            assertThat(statuses).as(() -> unexpected(answers)).isEqualTo(Map.of(201, 1L, 200, CLIENTS - 1L));
            ProductionCalls either = new ProductionCalls(servers.get(round % 2));
            assertThat(total(either.search("QuestionnaireResponse?" + condition + "&_total=accurate")))
                    .isEqualTo(1);
            assertThat(total(either.search(
                            "RiskAssessment?subject=" + form.getSubject().getReference() + "&_total=accurate")))
                    .isEqualTo(1);
        }
    }

    private static String unexpected(List<HttpResponse<String>> answers) {
        return answers.stream()
                .filter(answer -> answer.statusCode() >= 300)
                .map(HttpResponse::body)
                .collect(Collectors.joining("\n"));
    }

    /** A change by an author on one is in force on the other soon after; usually within two seconds. */
    @Test
    void decideByTheSameArtifacts() {
        SharedArtifactsCheck check = new SharedArtifactsCheck(servers.get(0), servers.get(1));
        Duration library = check.libraryReachesHooks();
        Duration questionnaire = check.questionnaireReachesTheGate();
        LoggerFactory.getLogger(ReplicasIT.class)
                .info(
                        "Until the other replica decided by it: a library {} ms, a questionnaire {} ms",
                        library.toMillis(),
                        questionnaire.toMillis());
        assertThat(List.of(library, questionnaire)).allMatch(lag -> lag.compareTo(Duration.ofSeconds(20)) < 0);
    }

    /** What a clinician did about a card that one of them showed, the other knows when the chart is opened there. */
    @Test
    void shareWhatWasSaidOfACard() throws Exception {
        String patient = "replicas-" + UUID.randomUUID();
        String body = Files.readString(Path.of("cds-services", SERVICE, "examples", "request-early-referral.json"));
        body = body.replace(MAPPER.readTree(body).at("/context/patientId").asText(), patient);
        JsonNode card = education(hook(servers.get(0), TestTokens.alpha(PATH).bearer(), body));
        assertThat(card.isMissingNode()).as("shown by the first").isFalse();
        assertThat(education(hook(servers.get(1), TestTokens.alpha(PATH).bearer(), body))
                        .isMissingNode())
                .as("shown by the second as long as nobody said anything")
                .isFalse();
        String said = "{\"feedback\":[{\"card\":\"" + card.path("uuid").asText()
                + "\",\"outcome\":\"overridden\",\"outcomeTimestamp\":\"" + Instant.now() + "\"}]}";
        HttpResponse<String> stored = servers.get(0)
                .send(HttpRequest.newBuilder(servers.get(0).address(PATH + "/feedback"))
                        .header("Content-Type", "application/json")
                        .header(
                                "Authorization",
                                TestTokens.alpha(PATH + "/feedback").bearer())
                        .POST(BodyPublishers.ofString(said)));
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(204);
        boolean withheld = false;
        for (long end = System.nanoTime() + SOON.toNanos(); !withheld && System.nanoTime() < end; ) {
            withheld = education(hook(servers.get(1), TestTokens.alpha(PATH).bearer(), body))
                    .isMissingNode();
        }
        assertThat(withheld).as("withheld by the second").isTrue();
    }

    private static JsonNode education(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        for (JsonNode card : MAPPER.readTree(answer.body()).path("cards")) {
            if (card.at("/source/topic/code").asText().startsWith("Education")) {
                return card;
            }
        }
        return MissingNode.getInstance();
    }

    /** The jobs of the store belong to one replica; when its session breaks, one of them has them again soon after. */
    @Test
    void leaveTheJobsToOneOfThem() {
        JdbcTemplate admin = database.admin();
        for (int round = 0; round < ROUNDS; round++) {
            int leader = onlyLeader(admin);
            assertThat(admin.queryForObject("SELECT pg_terminate_backend(?)", Boolean.class, leader))
                    .isTrue();
            assertThat(onlyLeader(admin)).isNotEqualTo(leader);
        }
        servers.forEach(server -> server.awaitReady("/readyz/fhir", SOON));
    }

    private static int onlyLeader(JdbcTemplate admin) {
        List<Integer> leaders = List.of();
        for (long end = System.nanoTime() + SOON.toNanos(); leaders.isEmpty() && System.nanoTime() < end; ) {
            leaders = admin.queryForList(
                    "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = ? AND objid = ?",
                    Integer.class,
                    LEADERS >>> 32,
                    LEADERS & 0xffff_ffffL);
        }
        assertThat(leaders).as("sessions that lead").hasSize(1);
        return leaders.get(0);
    }

    private static int total(HttpResponse<String> found) {
        assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
        return FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(Bundle.class, found.body())
                .getTotal();
    }

    private record Answer(String token, HttpResponse<String> http) {}

    private static HttpResponse<String> hook(ServerProcess server, String token, String body) {
        return server.send(HttpRequest.newBuilder(server.address(PATH))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header("Authorization", token)
                .POST(BodyPublishers.ofString(body)));
    }

    private static <T> List<T> together(int threads, List<Callable<T>> calls) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> each : callers.invokeAll(calls)) {
                answers.add(each.get());
            }
            return answers;
        } finally {
            callers.shutdownNow();
        }
    }
}
