package org.cervicalinsufficiency;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.cervicalinsufficiency.cdshooks.Calls;
import org.cervicalinsufficiency.cdshooks.web.HookServer;
import org.cervicalinsufficiency.outbound.Listener;
import org.cervicalinsufficiency.security.ClientTokens;
import org.cervicalinsufficiency.security.LocalReplayMemory;
import org.cervicalinsufficiency.security.OutboundKeySets;
import org.cervicalinsufficiency.security.RegisteredKeys;
import org.cervicalinsufficiency.security.SigningKeys;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.ServerAddress;
import org.cervicalinsufficiency.tenant.TenantFile;
import org.cervicalinsufficiency.tenant.TenantRules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.ActiveProfiles;

/** AC-54 e and g, J11 to J13 over HTTP: keys come from the registered address, whatever a token says. */
@SpringBootTest(
        classes = RegisteredKeySetsIT.Registered.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"server.address=127.0.0.1", "screening.hooks.open-discovery=true"})
@ActiveProfiles(HookServer.ALONE)
class RegisteredKeySetsIT {

    private static final String SERVICE = "cervical-insufficiency-patient-view";
    private static final String VIEW = "/cds-services/" + SERVICE;
    private static final String ISSUER = "https://keys.example/iss";
    private static final KeyHost HOST = new KeyHost();
    private static final Listener ELSEWHERE = new Listener("");
    private static final MovableClock HANDS = new MovableClock(Instant.parse("2026-06-15T12:00:00Z"));
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final HttpClient client = HttpClient.newHttpClient();
    private final ECKey first = TestKeys.ec(Curve.P_384, "first-" + NUMBER.incrementAndGet());
    private final ECKey second = TestKeys.ec(Curve.P_384, "second-" + NUMBER.incrementAndGet());

    @LocalServerPort
    private int port;

    @AfterAll
    static void close() {
        HOST.close();
        ELSEWHERE.close();
    }

    @BeforeEach
    void aMinuteLater() {
        HANDS.advance(Duration.ofSeconds(61));
        HOST.publish(first);
    }

    private static TestTokens token(ECKey key) {
        return TestTokens.client(key, ISSUER, VIEW);
    }

    /** A fetch may take longer than a call waits for it; the next call has its keys. */
    private int callWhenFetched(ECKey key) throws Exception {
        int status = call(token(key));
        for (int i = 0; i < 100 && status != 200; i++) {
            Thread.sleep(50);
            status = call(token(key));
        }
        return status;
    }

    private int call(TestTokens token) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + VIEW))
                        .header("Content-Type", "application/json")
                        .header("Authorization", token.bearer())
                        .POST(HttpRequest.BodyPublishers.ofString(Calls.body(Calls.fullPrefetch())))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.statusCode();
    }

    @Test
    void j11TakesTheKeysOfTheRegisteredAddress() throws Exception {
        assertThat(callWhenFetched(first)).as("without jku").isEqualTo(200);
        assertThat(call(token(first).header("jku", HOST.address())))
                .as("with it")
                .isEqualTo(200);
        assertThat(call(token(second))).as("a key that is not published").isEqualTo(401);
    }

    @Test
    void gNeverAsksAnAddressBecauseATokenNamesIt() throws Exception {
        assertThat(callWhenFetched(first)).isEqualTo(200);
        int asked = HOST.asked();
        String elsewhere = "http://127.0.0.1:" + ELSEWHERE.port() + "/jwks.json";
        for (String address : new String[] {
            elsewhere,
            HOST.address() + "/",
            HOST.address() + "?x=1",
            HOST.address() + "#x",
            HOST.address().replace("/jwks.json", "//jwks.json"),
            HOST.address().replace("/jwks.json", "/../jwks.json"),
            HOST.address().replace("127.0.0.1", "localhost"),
            HOST.address().replace("http:", "HTTP:"),
            HOST.address().replace("http://", "http://user@"),
            ""
        }) {
            assertThat(call(token(first).header("jku", address))).as(address).isEqualTo(401);
            assertThat(call(token(second).header("jku", address))).as(address).isEqualTo(401);
        }
        assertThat(ELSEWHERE.connections()).isZero();
        assertThat(HOST.asked()).isEqualTo(asked);
    }

    /** AC-12 where the operator has opened discovery (and nothing else): no token is asked for, and none spoils it. */
    @Test
    void ac12OpenDiscoveryAnswersEverybody() throws Exception {
        String forDiscovery = TestTokens.client(first, ISSUER, "/cds-services").bearer();
        assertThat(callWhenFetched(first)).isEqualTo(200);
        String open = discover("");

        assertThat(open).contains(SERVICE);
        assertThat(discover(forDiscovery)).isEqualTo(open);
        assertThat(discover(token(first).bearer())).as("a token for a service").isEqualTo(open);
        assertThat(discover("Bearer nonsense")).isEqualTo(open);
        assertThat(call(TestTokens.client(first, ISSUER, "/cds-services")))
                .as("a call of a service is as closed as ever")
                .isEqualTo(401);
    }

    private String discover(String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/cds-services"));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(authorization).isEqualTo(200);
        return answer.body();
    }

    @Test
    void eLooksOnceAMinuteForAKeyThatItDoesNotKnow() throws Exception {
        assertThat(callWhenFetched(first)).isEqualTo(200);
        HANDS.advance(Duration.ofSeconds(61));
        int before = HOST.asked();

        for (int i = 0; i < 10; i++) {
            assertThat(call(token(TestKeys.ec(Curve.P_384, "nobody-" + i)))).isEqualTo(401);
            assertThat(call(token(first).header("kid", "../../etc/passwd"))).isEqualTo(401);
            assertThat(call(token(first).header("kid", "http://127.0.0.1:" + ELSEWHERE.port() + "/")))
                    .isEqualTo(401);
        }

        assertThat(HOST.asked() - before).isEqualTo(1);
        assertThat(ELSEWHERE.connections()).isZero();
    }

    @Test
    void followsARotationOfKeys() throws Exception {
        assertThat(callWhenFetched(first)).isEqualTo(200);
        HOST.publish(second);
        HANDS.advance(Duration.ofSeconds(61));

        assertThat(callWhenFetched(second)).as("the new key").isEqualTo(200);
        assertThat(call(token(first))).as("the old key").isEqualTo(401);
    }

    @Test
    void keepsTheLastGoodKeysWhileTheirHostIsBroken() throws Exception {
        assertThat(callWhenFetched(first)).isEqualTo(200);
        HOST.publish("{\"keys\": [");
        HANDS.advance(Duration.ofSeconds(61));

        assertThat(call(token(second))).isEqualTo(401);
        assertThat(call(token(first))).isEqualTo(200);
    }

    /** Publishes a key set and counts who asks for it. */
    private static final class KeyHost implements AutoCloseable {

        private final AtomicReference<String> published = new AtomicReference<>("{\"keys\": []}");
        private final AtomicInteger asked = new AtomicInteger();
        private final com.sun.net.httpserver.HttpServer server;

        KeyHost() {
            try {
                server = com.sun.net.httpserver.HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
            server.createContext("/", exchange -> {
                asked.incrementAndGet();
                byte[] body = Objects.requireNonNull(published.get()).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
        }

        int asked() {
            return asked.get();
        }

        void publish(ECKey key) {
            publish(TestKeys.jwks(key));
        }

        void publish(String keys) {
            published.set(keys);
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    /** The hooks without a database, and a client whose keys are fetched. */
    @Configuration(proxyBeanMethods = false)
    @Import(HookServer.class)
    @ImportAutoConfiguration(PropertyPlaceholderAutoConfiguration.class)
    static class Registered {

        @Bean
        @Primary
        CurrentTenants registered() throws IOException {
            Path file = Files.writeString(Files.createTempFile("keys", ".yaml"), """
                    tenants:
                      - id: keys
                        name: Keys
                        fhir-bases: [https://keys.example/fhir]
                        clients:
                          - name: keys
                            issuer: %s
                            algorithms: [ES384]
                            jku: ["%s"]
                    """.formatted(ISSUER, HOST.address()));
            file.toFile().deleteOnExit();
            return new CurrentTenants(new TenantFile(
                            file,
                            new TenantRules(
                                    Set.of(),
                                    Set.of(),
                                    Set.of(SERVICE),
                                    Set.of(),
                                    Set.of(),
                                    "us",
                                    "en",
                                    true,
                                    new SigningKeys()))
                    .read());
        }

        @Bean
        RegisteredKeys keys(CurrentTenants tenants) {
            return new RegisteredKeys(tenants, OutboundKeySets.open(true, true, () -> {}), HANDS);
        }

        @Bean
        ClientTokens tokens(CurrentTenants tenants, RegisteredKeys keys) {
            return new ClientTokens(tenants, keys, new LocalReplayMemory(1000, Clock.systemUTC()), Clock.systemUTC());
        }

        @Bean
        ServerAddress address() {
            return new ServerAddress(SecureTenants.BASE);
        }
    }
}
