package org.cervicalinsufficiency.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.cervicalinsufficiency.outbound.OutboundFailed.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the outbound client connects, what it sends and where it stops. */
class OutboundClientTest {

    private static final AddressRule DEVELOPMENT = AddressRule.of(List.of(), true);
    private static final int LIMIT = 200_000;
    private static final byte[] JSON = "{}".getBytes(StandardCharsets.UTF_8);

    @Test
    void connectsToTheAddressThatWasCheckedAndAsksForTheName() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (StubServer server = new StubServer(exchange -> StubServer.send(exchange, "{}"));
                OutboundClient client = client(host -> {
                    asked.incrementAndGet();
                    return List.of(InetAddress.getByName("127.0.0.1"));
                })) {
            OutboundAnswer answer =
                    client.get(to("http://ehr.nowhere.invalid:" + server.port() + "/fhir/Patient/1?a=b"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.mediaType()).isEqualTo("application/fhir+json");
            assertThat(answer.body()).isEqualTo(JSON);
            assertThat(asked).hasValue(1);
            assertThat(server.seen()).singleElement().satisfies(seen -> {
                assertThat(seen.uri()).isEqualTo("/fhir/Patient/1?a=b");
                assertThat(seen.header("Host")).isEqualTo("ehr.nowhere.invalid:" + server.port());
                assertThat(seen.header("Authorization")).isEqualTo("Bearer t");
                assertThat(seen.headers().keySet())
                        .containsExactlyInAnyOrder(
                                "Host", "Authorization", "Accept-encoding", "User-agent", "Connection");
            });
        }
    }

    @Test
    void doesNotUseAnOpenConnectionForANameThatHasMoved() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (StubServer server = new StubServer(exchange -> StubServer.send(exchange, "{}"));
                OutboundClient client = client(host -> List.of(
                        InetAddress.getByName(asked.incrementAndGet() == 1 ? "127.0.0.1" : "169.254.169.254")))) {
            OutboundRequest request = to("http://ehr.example:" + server.port() + "/");

            assertThat(client.get(request).status()).isEqualTo(200);
            assertThat(failure(client, request)).isEqualTo(Reason.ADDRESS_REFUSED);
            assertThat(server.seen()).hasSize(1);
        }
    }

    @Test
    void refusesANameOfWhichOneAddressIsRefused() {
        try (Listener listener = new Listener("");
                OutboundClient client = client(host ->
                        List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("169.254.169.254")))) {
            assertThat(failure(client, to("http://ehr.example:" + listener.port() + "/")))
                    .isEqualTo(Reason.ADDRESS_REFUSED);
            assertThat(listener.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void doesNotFollowARedirect(int status) throws Exception {
        try (Listener elsewhere = new Listener("");
                StubServer server = new StubServer(exchange -> {
                    exchange.getResponseHeaders()
                            .set("Location", "http://127.0.0.1:" + elsewhere.port() + "/fhir/Patient/1");
                    exchange.getResponseHeaders().set("Set-Cookie", "a=b");
                    exchange.sendResponseHeaders(status, -1);
                });
                OutboundClient client = client(Resolver.SYSTEM)) {
            OutboundRequest request = to("http://127.0.0.1:" + server.port() + "/");

            assertThat(client.get(request).status()).isEqualTo(status);
            assertThat(client.get(request).status()).isEqualTo(status);
            assertThat(elsewhere.connections()).isZero();
            assertThat(server.seen()).noneMatch(seen -> seen.headers().containsKey("Cookie"));
        }
    }

    @Test
    void endsAtTheDeadlineWhileBytesDripIn() {
        try (StubServer server = new StubServer(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    drip(exchange);
                });
                OutboundClient client = client(Resolver.SYSTEM)) {
            long begin = System.nanoTime();

            assertThat(failure(client, to("http://127.0.0.1:" + server.port() + "/")))
                    .isEqualTo(Reason.LATE);
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isBetween(Duration.ofMillis(450), Duration.ofSeconds(2));
        }
    }

    @Test
    void endsAtTheDeadlineWhileTheNameServerHangs() {
        try (OutboundClient client = client(host -> {
            pause(5_000);
            throw new UnknownHostException();
        })) {
            assertThat(failure(client, to("http://ehr.example/"))).isEqualTo(Reason.LATE);
        }
    }

    @Test
    void askedTwiceAtOnceItResolvesOnce() {
        AtomicInteger asked = new AtomicInteger();
        try (StubServer server = new StubServer(exchange -> StubServer.send(exchange, "{}"));
                OutboundClient client = client(host -> {
                    asked.incrementAndGet();
                    pause(100);
                    return List.of(InetAddress.getByName("127.0.0.1"));
                })) {
            OutboundRequest request = to("http://ehr.example:" + server.port() + "/");
            List<CompletableFuture<OutboundAnswer>> answers = List.of(client.start(request), client.start(request));

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void stopsReadingWhatIsTooLarge() {
        try (StubServer server = new StubServer(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    byte[] chunk = new byte[8192];
                    while (true) {
                        exchange.getResponseBody().write(chunk);
                    }
                });
                OutboundClient client = client(Resolver.SYSTEM)) {
            assertThat(failure(client, to("http://127.0.0.1:" + server.port() + "/")))
                    .isEqualTo(Reason.TOO_LARGE);
        }
    }

    @Test
    void sharesABudgetBetweenRequests() throws Exception {
        ByteBudget budget = new ByteBudget(150_000);
        try (StubServer server =
                        new StubServer(exchange -> StubServer.send(exchange, 200, "text/json", new byte[100_000]));
                OutboundClient client = client(Resolver.SYSTEM)) {
            OutboundRequest request = new OutboundRequest(
                    URI.create("http://127.0.0.1:" + server.port() + "/"),
                    Map.of(),
                    DEVELOPMENT,
                    new OutboundRequest.Limits(Duration.ofMillis(500), Duration.ofSeconds(2), LIMIT, budget));

            assertThat(client.get(request).body()).hasSize(100_000);
            assertThat(failure(client, request)).isEqualTo(Reason.TOO_LARGE);
        }
    }

    @Test
    void unpacksWithinLimits() throws Exception {
        byte[] random = new byte[20_000];
        for (int i = 0; i < random.length; i++) {
            random[i] = (byte) (i * 31 + i / 7 * 17);
        }
        assertThat(unpacked("gzip", zipped(random)).body()).isEqualTo(random);
        assertThat(reasonOf(unpacked("gzip", zipped(new byte[LIMIT + 1])))).isEqualTo(Reason.TOO_LARGE);
        assertThat(reasonOf(unpacked("gzip", zipped(new byte[100_000]))))
                .as("more than 20 times of what was sent")
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(reasonOf(unpacked("gzip", JSON))).isEqualTo(Reason.UNREADABLE);
        assertThat(reasonOf(unpacked("br", JSON))).isEqualTo(Reason.UNREADABLE);
        assertThat(reasonOf(unpacked("gzip, gzip", zipped(zipped(JSON))))).isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void takesPlainHttpForDevelopmentOnly() {
        try (Listener listener = new Listener("");
                OutboundClient client = new OutboundClient(false, Resolver.SYSTEM, Optional.empty())) {
            assertThat(failure(client, to("http://127.0.0.1:" + listener.port() + "/")))
                    .isEqualTo(Reason.NOT_ALLOWED);
            assertThat(listener.connections()).isZero();
        }
    }

    @Test
    void sendsNoHeaderThatIsTwo() {
        try (Listener listener = new Listener("");
                OutboundClient client = client(Resolver.SYSTEM)) {
            OutboundRequest request = new OutboundRequest(
                    URI.create("http://127.0.0.1:" + listener.port() + "/"),
                    Map.of("Authorization", "Bearer t\r\nX-Other: 1"),
                    DEVELOPMENT,
                    limits());

            assertThat(failure(client, request)).isEqualTo(Reason.NOT_ALLOWED);
            assertThat(listener.connections()).isZero();
        }
    }

    @Test
    void saysNothingAboutWhatWasAsked() {
        OutboundRequest request = to("http://ehr.example/fhir/Patient/canary-1");

        assertThat(request.toString()).doesNotContain("canary").doesNotContain("Bearer");
        assertThat(new OutboundFailed(Reason.LATE))
                .hasMessageNotContaining("http")
                .hasNoCause();
    }

    private static OutboundAnswer unpacked(String encoding, byte[] sent) throws OutboundFailed {
        try (StubServer server = new StubServer(exchange -> {
                    exchange.getResponseHeaders().set("Content-Encoding", encoding);
                    StubServer.send(exchange, 200, "application/json", sent);
                });
                OutboundClient client = client(Resolver.SYSTEM)) {
            return client.get(to("http://127.0.0.1:" + server.port() + "/"));
        }
    }

    private static Reason reasonOf(OutboundAnswer answer) {
        return catchThrowableOfType(OutboundFailed.class, answer::body).reason();
    }

    private static Reason failure(OutboundClient client, OutboundRequest request) {
        return catchThrowableOfType(OutboundFailed.class, () -> client.get(request))
                .reason();
    }

    private static OutboundClient client(Resolver resolver) {
        return new OutboundClient(true, resolver, Optional.empty());
    }

    private static OutboundRequest to(String uri) {
        return new OutboundRequest(URI.create(uri), Map.of("Authorization", "Bearer t"), DEVELOPMENT, limits());
    }

    private static OutboundRequest.Limits limits() {
        return OutboundRequest.Limits.of(Duration.ofMillis(400), Duration.ofMillis(500), LIMIT);
    }

    private static byte[] zipped(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        }
        return bytes.toByteArray();
    }

    private static void drip(HttpExchange exchange) throws IOException, InterruptedException {
        for (int i = 0; i < 200; i++) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            Thread.sleep(20);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
