package org.cervicalinsufficiency.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.cervicalinsufficiency.outbound.OutboundFailed.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a certificate that nobody else has signed, for the name ehr.example. */
class OutboundTlsTest {

    private static final char[] PASSWORD = "of-this-test".toCharArray();

    @TempDir
    private static Path directory;

    private static SSLContext server;
    private static SSLContext trusting;

    private final AtomicInteger asked = new AtomicInteger();
    private Optional<HttpsServer> running = Optional.empty();

    @BeforeAll
    static void makeTheCertificate() throws Exception {
        Path file = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=ehr.example",
                        "-ext",
                        "SAN=dns:ehr.example",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            own.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        server = SSLContext.getInstance("TLS");
        server.init(keys.getKeyManagers(), null, null);
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("server", own.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
    }

    @AfterEach
    void stop() {
        running.ifPresent(https -> https.stop(0));
    }

    private int serve(String... protocols) throws Exception {
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(server) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters own = server.getSupportedSSLParameters();
                own.setProtocols(protocols);
                parameters.setSSLParameters(own);
            }
        });
        https.createContext("/", exchange -> {
            asked.incrementAndGet();
            StubServer.send(exchange, "{}");
            exchange.close();
        });
        https.start();
        running = Optional.of(https);
        return https.getAddress().getPort();
    }

    private static OutboundClient client(Optional<SSLContext> trust) {
        return new OutboundClient(false, host -> List.of(InetAddress.getByName("127.0.0.1")), trust);
    }

    private static OutboundRequest to(String host, int port) {
        return new OutboundRequest(
                URI.create("https://" + host + ":" + port + "/fhir/Patient/1"),
                Map.of("Authorization", "Bearer t"),
                AddressRule.of(List.of(), true),
                OutboundRequest.Limits.of(Duration.ofSeconds(2), Duration.ofSeconds(5), 1000));
    }

    private static Reason refused(Optional<SSLContext> trust, String host, int port) {
        try (OutboundClient client = client(trust)) {
            OutboundFailed failure = catchThrowableOfType(OutboundFailed.class, () -> client.get(to(host, port)));
            assertThat(failure).as(host).isNotNull();
            return failure.reason();
        }
    }

    @Test
    void isNotBelievedByWhoTrustsTheUsualAuthorities() throws Exception {
        int port = serve("TLSv1.2", "TLSv1.3");

        assertThat(refused(Optional.empty(), "ehr.example", port)).isEqualTo(Reason.NOT_REACHED);
        assertThat(asked).as("nothing was sent, no token either").hasValue(0);
    }

    @Test
    void isBelievedByWhoTrustsItsCertificate() throws Exception {
        for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
            int port = serve(protocol);
            try (OutboundClient client = client(Optional.of(trusting))) {
                assertThat(client.get(to("ehr.example", port)).status()).isEqualTo(200);
            }
            stop();
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void isNotBelievedUnderAnotherName() throws Exception {
        int port = serve("TLSv1.2", "TLSv1.3");

        for (String name : List.of("other.example", "ehr.example.evil.example", "127.0.0.1")) {
            assertThat(refused(Optional.of(trusting), name, port)).isEqualTo(Reason.NOT_REACHED);
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void isNotSpokenToInAnOldProtocol() throws Exception {
        int port = serve("TLSv1.1", "TLSv1");

        assertThat(refused(Optional.of(trusting), "ehr.example", port)).isEqualTo(Reason.NOT_REACHED);
        assertThat(asked).hasValue(0);
    }
}
