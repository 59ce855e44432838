package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cervicalinsufficiency.vignettes.HookRequests;
import org.cervicalinsufficiency.vignettes.Vignettes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** AC-54: who may call, over HTTP, on all three kinds of endpoint. */
@SecureServerTest
class TokenAcceptanceIT {

    private static final String SERVICE = "cervical-insufficiency-patient-view";
    private static final String DISCOVERY = "/cds-services";
    private static final String VIEW = "/cds-services/" + SERVICE;
    private static final String START = "/cds-services/cervical-insufficiency-encounter-start";
    private static final String FEEDBACK = VIEW + "/feedback";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger ELSEWHERE_ASKED = new AtomicInteger();
    private static final HttpServer ELSEWHERE = elsewhere();

    private final HttpClient client = HttpClient.newHttpClient();
    private final FhirHttp http;

    @Autowired
    TokenAcceptanceIT(FhirHttp http) {
        this.http = http;
    }

    private static HttpServer elsewhere() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                ELSEWHERE_ASKED.incrementAndGet();
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
            });
            return server;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @BeforeAll
    static void listen() {
        ELSEWHERE.start();
    }

    @AfterAll
    static void nobodyAskedElsewhere() {
        ELSEWHERE.stop(0);
        assertThat(ELSEWHERE_ASKED).hasValue(0);
    }

    private static Map<String, Function<String, List<String>>> bad() {
        return BadTokens.all("http://127.0.0.1:" + ELSEWHERE.getAddress().getPort());
    }

    static Stream<String> names() {
        return bad().keySet().stream();
    }

    @Test
    void thereAreEnoughBadTokens() {
        assertThat(bad()).hasSizeGreaterThan(60);
    }

    @ParameterizedTest(name = "401 for {0}")
    @MethodSource("names")
    @Timeout(30)
    void refusesAllAlike(String name) throws Exception {
        Function<String, List<String>> headers = Objects.requireNonNull(bad().get(name));
        Set<String> answers = new HashSet<>();
        for (String path : List.of(DISCOVERY, VIEW, FEEDBACK)) {
            HttpResponse<String> answer = send(path, headers.apply(path));
            assertThat(answer.statusCode()).as("%s on %s", name, path).isEqualTo(401);
            answers.add(bytes(answer));
        }
        answers.add(bytes(send(VIEW, List.of())));
        assertThat(answers).hasSize(1);
        assertThat(answers.iterator().next())
                .contains(
                        "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"login\"}]}")
                .contains("www-authenticate=[Bearer]")
                .contains("cache-control=[no-store]");
    }

    /** So much is more than all headers together may be: it ends before anybody looks at it as a token. */
    @ParameterizedTest(name = "r 20 kB of A on {0}")
    @ValueSource(strings = {DISCOVERY, VIEW, FEEDBACK})
    void rRefusesTwentyKilobytes(String path) throws Exception {
        HttpResponse<String> answer = send(path, List.of("Bearer " + "A".repeat(20 * 1024)));

        assertThat(answer.statusCode()).isIn(400, 401, 431);
        assertThat(answer.headers().map() + answer.body())
                .doesNotContain("AAAA", "Exception", "org.apache", "\tat ")
                .doesNotContainIgnoringCase("tomcat");
    }

    /** AC-54a, A2: a good token, in any place but the one it belongs in. */
    @ParameterizedTest(name = "a {0}")
    @ValueSource(strings = {DISCOVERY, VIEW, FEEDBACK})
    void ignoresATokenElsewhereThanInTheHeader(String path) throws Exception {
        Set<String> answers = new HashSet<>();
        answers.add(bytes(send(path, List.of())));
        for (String name : List.of("access_token", "token", "authorization", "Authorization", "jwt")) {
            String token = TestTokens.alpha(path).sign();
            answers.add(bytes(send(path + "?" + name + "=" + token, List.of())));
            answers.add(bytes(send(path, List.of(), "Cookie", name + "=" + token)));
            answers.add(bytes(send(path, List.of(), "X-" + name, token)));
        }
        answers.add(bytes(send(
                path, List.of(), "Proxy-Authorization", TestTokens.alpha(path).bearer())));
        answers.add(bytes(send(
                path,
                List.of("Basic YTpi"),
                "X-Authorization",
                TestTokens.alpha(path).bearer())));

        assertThat(answers).singleElement().asString().startsWith("401 ");
    }

    /** R11: nobody is told what is wrong with a body, or with its kind, before it is known who sends it. */
    @ParameterizedTest(name = "R11 {0}")
    @ValueSource(strings = {VIEW, FEEDBACK})
    void r11AsksForTheTokenBeforeTheBody(String path) throws Exception {
        Set<String> answers = new HashSet<>();
        for (String body : List.of("", "{", "[]", "{\"a\": 1, \"a\": 2}", "x".repeat(100_000))) {
            for (String type : List.of("application/json", "text/plain", "application/json; charset=utf-16")) {
                HttpRequest request = HttpRequest.newBuilder(http.address(path))
                        .header("Content-Type", type)
                        .header(
                                "Authorization",
                                TestTokens.alpha(path).claim("exp", 1).bearer())
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
                answers.add(bytes(client.send(request, HttpResponse.BodyHandlers.ofString())));
            }
        }

        assertThat(answers).singleElement().asString().startsWith("401 ");
    }

    @ParameterizedTest(name = "nothing passes on {0}")
    @ValueSource(
            strings = {
                "/cds-services/%63ervical-insufficiency-patient-view",
                "/cds-services/cervical-insufficiency-patient-view;x=1",
                "/cds-services;x/cervical-insufficiency-patient-view",
                "//cds-services/cervical-insufficiency-patient-view",
                "/cds-services//cervical-insufficiency-patient-view",
                "/cds-services/./cervical-insufficiency-patient-view",
                "/x/../cds-services/cervical-insufficiency-patient-view",
                "/cds-services/nope",
                "/cds-services/nope/nope/nope"
            })
    void hasNoWayAround(String path) throws Exception {
        assertThat(send(path, List.of()).statusCode()).isIn(400, 401, 404);
    }

    @ParameterizedTest(name = "200 for {0}")
    @MethodSource("good")
    void admits(String name, String header) throws Exception {
        assertThat(send(VIEW, List.of(header)).statusCode()).as(name).isEqualTo(200);
    }

    static Stream<Arguments> good() {
        long now = TestTokens.now();
        return Stream.of(
                arguments("alpha", TestTokens.alpha(VIEW)),
                arguments("beta on its service", TestTokens.beta(VIEW)),
                arguments(
                        "i aud a list",
                        TestTokens.alpha(VIEW)
                                .claim("aud", List.of("https://other.example", SecureTenants.BASE + VIEW))),
                arguments(
                        "iat 50 s in the future",
                        TestTokens.alpha(VIEW).claim("iat", now + 50).claim("exp", now + 350)),
                arguments(
                        "times with fractions",
                        TestTokens.alpha(VIEW).claim("iat", now - 0.5).claim("exp", now + 100.25)),
                arguments("q like Epic", TestTokens.epicish(VIEW)),
                arguments(
                        "q an audience typed in by hand",
                        TestTokens.epicish(VIEW).claim("aud", SecureTenants.EPICISH_AUDIENCE)),
                arguments("typ in small letters", TestTokens.alpha(VIEW).header("typ", "jwt")),
                arguments("x5t is nothing to us", TestTokens.alpha(VIEW).header("x5t", "abc")),
                arguments("jti of 256", TestTokens.alpha(VIEW).claim("jti", now + "j".repeat(240))));
    }

    /** Made at the last moment: five seconds later it would be refused. */
    @Test
    void kAdmitsATokenThatExpired55SecondsAgo() throws Exception {
        long now = TestTokens.now();
        String token = TestTokens.alpha(VIEW)
                .claim("iat", now - 355)
                .claim("exp", now - 55)
                .bearer();

        assertThat(send(VIEW, List.of(token)).statusCode()).isEqualTo(200);
    }

    private static Arguments arguments(String name, TestTokens token) {
        return Arguments.of(name, token.bearer());
    }

    @Test
    void admitsAnyCaseOfTheScheme() throws Exception {
        assertThat(send(VIEW, List.of("bEaReR " + TestTokens.alpha(VIEW).sign()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void admitsToDiscoveryWithItsOwnToken() throws Exception {
        assertThat(send(DISCOVERY, List.of(TestTokens.alpha(DISCOVERY).bearer()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(DISCOVERY, List.of(TestTokens.alpha(VIEW).bearer())).statusCode())
                .isEqualTo(401);
    }

    @Test
    void oTakesATokenOnce() throws Exception {
        String token = TestTokens.alpha(VIEW).bearer();

        assertThat(send(VIEW, List.of(token)).statusCode()).isEqualTo(200);
        HttpResponse<String> again = send(VIEW, List.of(token));
        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(bytes(again)).isEqualTo(bytes(send(VIEW, List.of())));
    }

    @Test
    void tRefusesAServiceThatTheClientIsNotEntitledTo() throws Exception {
        HttpResponse<String> answer = send(START, List.of(TestTokens.beta(START).bearer()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(JSON.readTree(answer.body())
                        .at("/issue/0/details/coding/0/code")
                        .asText())
                .isEqualTo("cds-not-entitled");
    }

    @Test
    void letsPreflightsOfRegisteredOriginsPass() throws Exception {
        for (String origin : List.of(SecureTenants.ALPHA_ORIGIN, SecureTenants.BETA_ORIGIN)) {
            HttpResponse<String> preflight = client.send(
                    HttpRequest.newBuilder(http.address(VIEW))
                            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                            .header("Origin", origin)
                            .header("Access-Control-Request-Method", "POST")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(preflight.statusCode()).isEqualTo(204);
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains(origin);
            HttpResponse<String> refused = send(VIEW, List.of(), "Origin", origin);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains(origin);
        }
        assertThat(send(VIEW, List.of(), "Origin", "https://evil.example")
                        .headers()
                        .map())
                .doesNotContainKey("access-control-allow-origin");
    }

    /** All that a caller sees, without what differs by its nature. */
    private static String bytes(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        headers.remove("x-correlation-id");
        return answer.statusCode() + " " + headers + " " + answer.body();
    }

    private HttpResponse<String> send(String path, List<String> authorization, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(http.address(path)).header("Content-Type", "application/json");
        authorization.forEach(value -> request.header("Authorization", value));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        if (!path.equals(DISCOVERY)) {
            request.POST(
                    HttpRequest.BodyPublishers.ofString(HookRequests.prefetchCall(SERVICE, Vignettes.named("v14"))));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
