package org.cervicalinsufficiency.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hl7.fhir.utilities.http.ManagedWebAccess;
import org.hl7.fhir.utilities.http.ManagedWebAccess.WebAccessPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OfflineCoreTest {

    private final AtomicInteger calls = new AtomicInteger();
    private final WebAccessPolicy before = ManagedWebAccess.getAccessPolicy();
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        ManagedWebAccess.setAccessPolicy(before);
    }

    @Test
    void forbidsTheCoreToCallTheWeb() throws Exception {
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/package.tgz";
        ManagedWebAccess.setAccessPolicy(WebAccessPolicy.DIRECT);
        assertThat(ManagedWebAccess.get(List.of("web"), address).getCode()).isEqualTo(200);
        assertThat(calls).hasValue(1);

        assertThat(new OfflineCore()).isNotNull();

        assertThatThrownBy(() -> ManagedWebAccess.get(List.of("web"), address)).isInstanceOf(java.io.IOException.class);
        assertThat(calls).hasValue(1);
    }
}
