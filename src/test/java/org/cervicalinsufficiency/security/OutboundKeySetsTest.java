package org.cervicalinsufficiency.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Key sets over a real socket: little, soon, and from nowhere else. */
class OutboundKeySetsTest {

    private final AtomicInteger elsewhere = new AtomicInteger();
    private final OutboundKeySets keys = OutboundKeySets.open(true, true, () -> {});
    private final HttpServer server = create();

    private static HttpServer create() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @BeforeEach
    void publish() {
        answer("/good", 200, "{\"keys\": []}");
        answer("/gone", 404, "{\"keys\": []}");
        answer("/large", 200, " ".repeat(KeySetFetcher.LARGEST + 1));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            elsewhere.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/dripping", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 100; i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                sleep();
            }
            exchange.close();
        });
        server.start();
    }

    private static void sleep() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @AfterEach
    void stop() {
        keys.close();
        server.stop(0);
    }

    @Test
    void areFetched() throws IOException {
        assertThat(keys.fetch(at("/good"))).asString(StandardCharsets.UTF_8).isEqualTo("{\"keys\": []}");
    }

    @Test
    void areNotTakenFromOtherAnswers() {
        assertThatThrownBy(() -> keys.fetch(at("/gone"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> keys.fetch(at("/large"))).isInstanceOf(IOException.class);
    }

    @Test
    void areNotLookedForWhereARedirectPoints() {
        assertThatThrownBy(() -> keys.fetch(at("/moved"))).isInstanceOf(IOException.class);
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void areNotWaitedForLong() {
        long start = System.nanoTime();
        assertThatThrownBy(() -> keys.fetch(at("/dripping"))).isInstanceOf(IOException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void areNotFetchedFromThisMachineInProduction() {
        AtomicInteger blocked = new AtomicInteger();
        try (OutboundKeySets production = OutboundKeySets.open(false, false, blocked::incrementAndGet)) {
            assertThatThrownBy(() -> production.fetch(at("/good"))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> production.fetch(
                            URI.create("https://127.0.0.1:" + at("/good").getPort() + "/good")))
                    .isInstanceOf(IOException.class);
        }
        assertThat(blocked).as("who watches is told of both").hasValue(2);
    }
}
