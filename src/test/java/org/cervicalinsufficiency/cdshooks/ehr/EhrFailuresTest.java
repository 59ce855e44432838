package org.cervicalinsufficiency.cdshooks.ehr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.cervicalinsufficiency.cdshooks.InvalidCall;
import org.cervicalinsufficiency.cdshooks.PrefetchedData;
import org.cervicalinsufficiency.cdshooks.Problem;
import org.cervicalinsufficiency.outbound.Listener;
import org.cervicalinsufficiency.outbound.OutboundClient;
import org.cervicalinsufficiency.outbound.StubServer;
import org.cervicalinsufficiency.tenant.Ehr;
import org.cervicalinsufficiency.tenant.Tenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a bad FHIR server can do to a key: the others come as ever, the call ends in time, and nothing is taken for no. */
class EhrFailuresTest {

    private static final OutboundClient CLIENT = EhrCalls.client();

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    @Test
    void aGoodServerGivesEverythingWithTheTokenOfTheCall() {
        try (StubEhr ehr = new StubEhr()) {
            PrefetchedData data = read(ehr, EhrCalls.LIMITS, "null");

            assertThat(EhrCalls.describe(data.key("patient"))).isEqualTo("Given 1");
            assertThat(EhrCalls.describe(data.key("conditions"))).isEqualTo("Given 3");
            assertThat(EhrCalls.describe(data.key("observations"))).isEqualTo("Given 1");
            assertThat(EhrCalls.describe(data.key("procedures"))).isEqualTo("KnownEmpty");
            assertThat(ehr.seen())
                    .extracting(StubServer.Seen::uri)
                    .containsExactlyInAnyOrder(
                            "/fhir/Patient/p1",
                            "/fhir/Condition?patient=p1&_sort=-recorded-date",
                            "/fhir/Observation?patient=p1&_sort=-date",
                            "/fhir/Procedure?patient=p1&_sort=-date");
            assertThat(ehr.seen()).allSatisfy(seen -> {
                assertThat(seen.method()).isEqualTo("GET");
                assertThat(seen.header("Authorization")).isEqualTo("Bearer " + EhrCalls.TOKEN);
                assertThat(seen.header("Accept")).isEqualTo("application/fhir+json");
            });
        }
    }

    /** A defect of ours before the first request takes no place in the lane with it. */
    @Test
    void aCallThatCannotBeginGivesItsPlaceFree() {
        try (StubEhr ehr = new StubEhr()) {
            EhrLimits one = EhrLimits.of(Duration.ofMillis(1500), Duration.ofMillis(1000), Duration.ofMillis(500), 1);
            RegisteredEhrServer server = new RegisteredEhrServer(CLIENT, one, true);
            String body = EhrCalls.body(ehr.base(), "null");
            Tenant good = EhrCalls.tenant("alpha", ehr.base());
            Tenant broken = Tenant.unregistered(
                    "alpha", new Ehr(good.ehr().fhirBases(), List.of("10.1.2.3/16"), Map.of()), good.cards());

            assertThatThrownBy(() -> EhrCalls.read(server, broken, body)).isInstanceOf(IllegalArgumentException.class);

            assertThat(EhrCalls.describe(EhrCalls.read(server, good, body).key("patient")))
                    .isEqualTo("Given 1");
        }
    }

    @Test
    void onlyWhatIsMissingIsAskedFor() {
        try (StubEhr ehr = new StubEhr()) {
            PrefetchedData data = read(
                    ehr,
                    EhrCalls.LIMITS,
                    "{\"patient\": {\"resourceType\": \"Patient\", \"id\": \"p1\"}, \"conditions\": null,"
                            + " \"observations\": {\"resourceType\": \"OperationOutcome\", \"issue\":"
                            + " [{\"severity\": \"error\", \"code\": \"exception\"}]}}");

            assertThat(EhrCalls.describe(data.key("conditions"))).isEqualTo("KnownEmpty");
            assertThat(EhrCalls.describe(data.key("observations"))).isEqualTo("Unknown [outcome-error]");
            assertThat(ehr.seen())
                    .extracting(StubServer.Seen::uri)
                    .containsExactly("/fhir/Procedure?patient=p1&_sort=-date");
        }
    }

    @Test
    void nobodyIsAskedWithoutAToken() {
        try (StubEhr ehr = new StubEhr()) {
            String body = EhrCalls.body(ehr.base(), "null").replaceAll("(?s)\"fhirAuthorization\": \\{.*?},", "");
            PrefetchedData data = EhrCalls.read(server(EhrCalls.LIMITS), EhrCalls.tenant("alpha", ehr.base()), body);

            assertThat(EhrCalls.describe(data.key("conditions"))).isEqualTo("Unavailable [not-given]");
            assertThat(ehr.seen()).isEmpty();
        }
    }

    @Test
    void anotherPatientThanTheOneInContextIsNeverReadUpon() {
        try (StubEhr ehr = new StubEhr()) {
            assertThatThrownBy(() -> read(
                            ehr, EhrCalls.LIMITS, "{\"patient\": {\"resourceType\": \"Patient\", \"id\": \"p2\"}}"))
                    .isInstanceOfSatisfying(
                            InvalidCall.class,
                            call -> assertThat(call.problem()).isEqualTo(Problem.PATIENT_MISMATCH));
            assertThat(ehr.seen())
                    .as("the patient is looked at before anybody is asked")
                    .isEmpty();

            ehr.spoil(
                    "Patient",
                    exchange -> StubServer.send(exchange, "{\"resourceType\": \"Patient\", \"id\": \"p2\"}"));
            assertThatThrownBy(() -> read(ehr, EhrCalls.LIMITS, "null")).isInstanceOf(InvalidCall.class);
        }
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("badAnswers")
    void aBadAnswerCostsItsOwnKey(String name, StubServer.Answer answer, String expected) {
        try (StubEhr ehr = StubEhr.spoiled("Condition", answer)) {
            PrefetchedData data = read(ehr, EhrCalls.LIMITS, "null");

            assertThat(EhrCalls.describe(data.key("conditions"))).isEqualTo(expected);
            assertThat(EhrCalls.describe(data.key("patient"))).isEqualTo("Given 1");
            assertThat(EhrCalls.describe(data.key("observations"))).isEqualTo("Given 1");
        }
    }

    static Stream<Arguments> badAnswers() {
        return Stream.of(
                row("401", status(401), "Unavailable [access-refused]"),
                row("403", status(403), "Unavailable [access-refused]"),
                row("404", status(404), "Unknown [answer-unusable]"),
                row("410", status(410), "Unknown [answer-unusable]"),
                row("429", status(429), "Unavailable [server-busy]"),
                row("503", status(503), "Unavailable [server-busy]"),
                row("500", status(500), "Unknown [answer-unusable]"),
                row("204", status(204), "Unknown [answer-unusable]"),
                row("302", status(302), "Unknown [answer-unusable]"),
                row("HTML", body("text/html", "<html>log in</html>"), "Unknown [answer-unusable]"),
                row("no media type", exchange -> exchange.sendResponseHeaders(200, -1), "Unknown [answer-unusable]"),
                row("no JSON", body("application/json", "<html>log in</html>"), "Unknown [answer-unusable]"),
                row("half of it", body("application/json", "{\"resourceType\": \"Bun"), "Unknown [answer-unusable]"),
                row("deep", body("application/json", "[".repeat(9999)), "Unknown [answer-unusable]"),
                row(
                        "twice the same name",
                        body("application/json", "{\"resourceType\": \"Bundle\", \"resourceType\": \"Bundle\"}"),
                        "Unknown [answer-unusable]"),
                row("an array", body("application/json", "[]"), "Unknown [answer-unusable]"),
                row("wrong type", body("application/json", "{\"resourceType\": \"Goal\"}"), "Unknown [wrong-type]"),
                row(
                        "a Bundle of wrong types",
                        body("application/json", StubEhr.bundle("", "{\"resource\": {\"resourceType\": \"Goal\"}}")),
                        "Unknown [wrong-type]"),
                row(
                        "an outcome",
                        body(
                                "application/fhir+json",
                                "{\"resourceType\": \"OperationOutcome\", \"issue\":"
                                        + " [{\"severity\": \"error\", \"code\": \"exception\"}]}"),
                        "Unknown [outcome-error]"),
                row(
                        "another patient's",
                        body("application/json", StubEhr.bundle("", StubEhr.conditions(1, 2, "p2"))),
                        "Incomplete [other-patient]"),
                row(
                        "more entries than are read",
                        body("application/json", StubEhr.bundle("", StubEhr.conditions(1, 501, "p1"))),
                        "Incomplete 500 [further-pages]"),
                row("too large", body("application/json", " ".repeat(3_000_000)), "Unknown [answer-unusable]"),
                row("gzip bomb", EhrFailuresTest::bomb, "Unknown [answer-unusable]"),
                row("hung up", HttpExchange::close, "Unavailable [not-reached]"));
    }

    @Test
    void aHungAndADrippingServerEndAtTheDeadline() {
        try (StubEhr ehr = new StubEhr()) {
            ehr.spoil("Condition", ehr.hang());
            ehr.spoil("Observation", exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, 0);
                for (int i = 0; i < 500; i++) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    Thread.sleep(20);
                }
            });
            // The first request of a process loads classes; it is not what is measured here.
            assertThat(read(ehr, EhrCalls.LIMITS, "{\"conditions\": null, \"observations\": null}")
                            .gaps())
                    .isEmpty();
            long begin = System.nanoTime();
            PrefetchedData data = read(ehr, EhrCalls.SHORT, "null");

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(500));
            assertThat(EhrCalls.describe(data.key("conditions"))).isEqualTo("Unavailable [not-in-time]");
            assertThat(EhrCalls.describe(data.key("observations"))).isEqualTo("Unavailable [not-in-time]");
            assertThat(EhrCalls.describe(data.key("patient"))).isEqualTo("Given 1");
        }
    }

    @Test
    void aSlowServerIsWaitedForWithinTheDeadline() {
        try (StubEhr ehr = new StubEhr()) {
            ehr.spoil("Condition", exchange -> {
                Thread.sleep(120);
                StubServer.send(exchange, StubEhr.bundle("", StubEhr.conditions(1, 1, "p1")));
            });
            assertThat(EhrCalls.describe(read(ehr, EhrCalls.LIMITS, "null").key("conditions")))
                    .isEqualTo("Given 1");
        }
    }

    @Test
    void aDeadServerAndOneThatSpeaksNoHttp() {
        Listener gone = new Listener("");
        gone.close();
        assertThat(conditionsOf("http://127.0.0.1:" + gone.port() + "/fhir")).isEqualTo("Unavailable [not-reached]");
        try (Listener garbage = new Listener("\u0000\u0001 this is no HTTP\r\n\r\n")) {
            assertThat(conditionsOf("http://127.0.0.1:" + garbage.port() + "/fhir"))
                    .startsWith("Un")
                    .containsAnyOf("answer-unusable", "not-reached");
        }
    }

    @Test
    void aPatientThatIsNotThereIsNotKnownToBeAbsent() {
        try (StubEhr ehr = StubEhr.spoiled("Patient", status(404))) {
            assertThat(EhrCalls.describe(read(ehr, EhrCalls.LIMITS, "null").key("patient")))
                    .isEqualTo("Unknown [read-empty]");
        }
    }

    @Test
    void whoIsNotRegisteredIsNotAsked() {
        try (StubEhr ehr = new StubEhr()) {
            PrefetchedData data = EhrCalls.read(
                    server(EhrCalls.LIMITS),
                    EhrCalls.tenant("alpha", "https://ehr.example/fhir"),
                    EhrCalls.body(ehr.base(), "null"));

            assertThat(EhrCalls.describe(data.key("conditions"))).isEqualTo("Unavailable [server-not-registered]");
            assertThat(ehr.seen()).isEmpty();
        }
    }

    private static String conditionsOf(String base) {
        return EhrCalls.describe(
                EhrCalls.read(server(EhrCalls.LIMITS), EhrCalls.tenant("alpha", base), EhrCalls.body(base, "null"))
                        .key("conditions"));
    }

    private static PrefetchedData read(StubEhr ehr, EhrLimits limits, String prefetch) {
        return EhrCalls.read(server(limits), EhrCalls.tenant("alpha", ehr.base()), EhrCalls.body(ehr.base(), prefetch));
    }

    private static RegisteredEhrServer server(EhrLimits limits) {
        return new RegisteredEhrServer(CLIENT, limits, true);
    }

    private static StubServer.Answer status(int status) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
            exchange.sendResponseHeaders(status, -1);
        };
    }

    private static StubServer.Answer body(String mediaType, String body) {
        return exchange -> StubServer.send(exchange, 200, mediaType, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void bomb(HttpExchange exchange) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            byte[] blanks = " ".repeat(100_000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 1000; i++) {
                zip.write(blanks);
            }
        }
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        StubServer.send(exchange, 200, "application/json", bytes.toByteArray());
    }

    private static Arguments row(String name, StubServer.Answer answer, String expected) {
        return Arguments.of(name, answer, expected);
    }
}
