package org.cervicalinsufficiency.cdshooks.ehr;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.cervicalinsufficiency.cdshooks.Calls;
import org.cervicalinsufficiency.cdshooks.EhrServer;
import org.cervicalinsufficiency.cdshooks.HookCall;
import org.cervicalinsufficiency.outbound.AddressRule;
import org.cervicalinsufficiency.outbound.Listener;
import org.cervicalinsufficiency.outbound.OutboundClient;
import org.cervicalinsufficiency.outbound.OutboundFailed;
import org.cervicalinsufficiency.outbound.OutboundRequest;
import org.cervicalinsufficiency.outbound.StubServer;
import org.cervicalinsufficiency.tenant.Caller;
import org.cervicalinsufficiency.tenant.Secret;
import org.cervicalinsufficiency.tenant.Tenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What somebody could write to have this server knock at a door of its own network. In each case a socket listens at the
 * place that a careless client would connect to, and nobody comes. P stands for the port of that socket.
 */
class SsrfTest {

    private static final Listener DOOR = new Listener("");
    private static final String P = String.valueOf(DOOR.port());
    private int before;

    @AfterAll
    static void close() {
        DOOR.close();
    }

    @BeforeEach
    void remember() {
        before = DOOR.connections();
    }

    @Test
    void areEighty() {
        assertThat(serversOfCalls().count()
                        + addresses().count()
                        + names().count()
                        + furtherPages().count())
                .isGreaterThanOrEqualTo(80);
    }

    /** Registered is http://ehr.example:P/fhir. Every name leads here, and this machine is allowed: only comparison helps. */
    @ParameterizedTest
    @MethodSource("serversOfCalls")
    void aServerThatIsNotRegistered(String fhirServer) {
        try (OutboundClient client = EhrCalls.client()) {
            Map<String, EhrServer.Fetched> fetched = ask(client, fhirServer.replace("PORT", P));

            assertThat(fetched.toString()).contains("SERVER_NOT_REGISTERED");
            assertThat(DOOR.connections()).isEqualTo(before);
        }
    }

    static Stream<String> serversOfCalls() {
        return Stream.of(
                "https://ehr.example:PORT/fhir",
                "http://ehr.example/fhir",
                "http://ehr.example:1PORT/fhir",
                "http://127.0.0.1:PORT/fhir",
                "http://localhost:PORT/fhir",
                "http://ehr.example.evil.example:PORT/fhir",
                "http://evil-ehr.example:PORT/fhir",
                "http://evilehr.example:PORT/fhir",
                "http://ehr.example:PORT@evil.example:PORT/fhir",
                "http://ehr.example@evil.example:PORT/fhir",
                "http://evil.example:PORT#@ehr.example:PORT/fhir",
                "http://evil.example:PORT?@ehr.example:PORT/fhir",
                "http://evil.example:PORT\\@ehr.example:PORT/fhir",
                "http://ehr.example:PORT\\@evil.example:PORT/fhir",
                "http://user:pass@ehr.example:PORT/fhir",
                "http://@ehr.example:PORT/fhir",
                "http://ehr.example:PORT/fhirevil",
                "http://ehr.example:PORT/fhir/../admin",
                "http://ehr.example:PORT/admin/../fhir",
                "http://ehr.example:PORT/fhir/..",
                "http://ehr.example:PORT/./fhir",
                "http://ehr.example:PORT//fhir",
                "http://ehr.example:PORT/fhir//",
                "http://ehr.example:PORT/%66hir",
                "http://ehr.example:PORT/fhir%2f..%2fadmin",
                "http://ehr.example:PORT/fhir%2e",
                "http://ehr.example:PORT/fhir%00",
                "http://ehr.example:PORT/fhir%0d%0aHost:evil",
                "http://ehr.example:PORT/fhir;x=y",
                "http://ehr.example:PORT/fhir?x=y",
                "http://ehr.example:PORT/fhir#x",
                "http://ehr.example:PORT/FHIR",
                "http://ehr.example:PORT/",
                "http://ehr.example%2eevil.example:PORT/fhir",
                "http://ehr.example%00.evil.example:PORT/fhir",
                "http://ehr.ex\u0430mple:PORT/fhir",
                "http://ehr\u2024example.evil.example:PORT/fhir",
                "http://[::1]:PORT/fhir",
                "http://[::ffff:127.0.0.1]:PORT/fhir",
                "httpx://ehr.example:PORT/fhir",
                "file:///fhir",
                "gopher://ehr.example:PORT/fhir",
                "jar:http://ehr.example:PORT/fhir!/x",
                "//ehr.example:PORT/fhir",
                "http:ehr.example:PORT/fhir",
                "http:///ehr.example:PORT/fhir",
                "http://ehr.example:PORT:80/fhir",
                "http://ehr.example:-PORT/fhir",
                "http://ehr.example:0xPORT/fhir",
                " http://ehr.example:PORT/fhir",
                "http://ehr.example:PORT/fhir\u0000",
                "http://ehr.example\t:PORT/fhir");
    }

    /** Even if somebody had registered them: no address of this kind is connected to in real use. */
    @ParameterizedTest
    @MethodSource("addresses")
    void anAddressThatNoRegisteredServerHas(String address) {
        try (OutboundClient client =
                new OutboundClient(true, host -> List.of(InetAddress.getByName(host)), Optional.empty())) {
            assertThat(reason(client, address.replace("PORT", P)).isBlocked()).isTrue();
            assertThat(DOOR.connections()).isEqualTo(before);
        }
    }

    static Stream<String> addresses() {
        return Stream.of(
                "http://127.0.0.1:PORT/",
                "http://127.1.2.3:PORT/",
                "http://localhost:PORT/",
                "http://0.0.0.0:PORT/",
                "http://127.1:PORT/",
                "http://127.0.1:PORT/",
                "http://0:PORT/",
                "http://2130706433:PORT/",
                "http://017700000001:PORT/",
                "http://0177.0.0.1:PORT/",
                "http://0x7f000001:PORT/",
                "http://0x7f.0.0.1:PORT/",
                "http://0x7f.1:PORT/",
                "http://127.0.0.01:PORT/",
                "http://127.0.0.256:PORT/",
                "http://[::1]:PORT/",
                "http://[0:0:0:0:0:0:0:1]:PORT/",
                "http://[::]:PORT/",
                "http://[::ffff:127.0.0.1]:PORT/",
                "http://[::ffff:7f00:1]:PORT/",
                "http://[::127.0.0.1]:PORT/",
                "http://[64:ff9b::127.0.0.1]:PORT/",
                "http://[64:ff9b::7f00:1]:PORT/",
                "http://[2002:7f00:1::]:PORT/",
                "http://[2001:0:7f00:1::]:PORT/",
                "http://[fe80::1]:PORT/",
                "http://[fe80::1%25lo]:PORT/",
                "http://[fd00:ec2::254]/latest/meta-data",
                "http://169.254.169.254/latest/meta-data",
                "http://10.0.0.1:PORT/",
                "http://172.16.0.1:PORT/",
                "http://192.168.0.1:PORT/",
                "http://100.64.0.1:PORT/",
                "http://100.100.100.200/",
                "http://168.63.129.16/",
                "http://224.0.0.1:PORT/",
                "http://255.255.255.255:PORT/",
                "http://user@127.0.0.1:PORT/",
                "http://127.0.0.1:PORT/#x",
                "ftp://127.0.0.1:PORT/",
                "http://127\u30020\u30020\u30021:PORT/",
                "http://\u2460\u2461\u2466.0.0.1:PORT/",
                "http://ehr_:PORT/");
    }

    /** A good name whose name server says something else. */
    @ParameterizedTest
    @MethodSource("names")
    void aNameThatLeadsInside(String address) {
        try (OutboundClient client =
                new OutboundClient(true, host -> List.of(InetAddress.getByName(address)), Optional.empty())) {
            assertThat(reason(client, "http://ehr.example:" + P + "/fhir"))
                    .isEqualTo(OutboundFailed.Reason.ADDRESS_REFUSED);
            assertThat(DOOR.connections()).isEqualTo(before);
        }
    }

    static Stream<String> names() {
        return Stream.of(
                "127.0.0.1",
                "0.0.0.0",
                "::1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "10.1.2.3",
                "192.168.1.1",
                "169.254.169.254",
                "fd00:ec2::254",
                "fe80::1",
                "fc00::1",
                "224.0.0.251");
    }

    /** The server of the EHR itself is good; what it names as the next page is not. */
    @ParameterizedTest
    @MethodSource("furtherPages")
    void aFurtherPageElsewhere(String next) {
        try (OutboundClient client = EhrCalls.client();
                StubEhr ehr = new StubEhr()) {
            String url = next.replace("BASE", "127.0.0.1:" + ehr.port()).replace("PORT", P);
            ehr.spoil(
                    "Condition",
                    exchange -> StubServer.send(
                            exchange, StubEhr.bundle(StubEhr.next(url), StubEhr.conditions(1, 1, "p1"))));
            String conditions = EhrCalls.describe(EhrCalls.read(
                            new RegisteredEhrServer(client, EhrCalls.LIMITS, true),
                            EhrCalls.tenant("alpha", ehr.base()),
                            EhrCalls.body(
                                    ehr.base(), "{\"patient\": null, \"observations\": null, \"procedures\": null}"))
                    .key("conditions"));

            assertThat(conditions).isEqualTo("Incomplete 1 [further-pages]");
            assertThat(ehr.seen()).hasSize(1);
            assertThat(DOOR.connections()).isEqualTo(before);
        }
    }

    static Stream<String> furtherPages() {
        return Stream.of(
                "http://127.0.0.1:PORT/fhir/Condition?page=2",
                "http://evil.example:PORT/fhir?page=2",
                "https://BASE/fhir?page=2",
                "http://BASE@evil.example:PORT/fhir?page=2",
                "http://BASE#@evil.example:PORT/fhir",
                "http://BASE\\@evil.example:PORT/fhir?page=2",
                "http://user@BASE/fhir?page=2",
                "http://BASE/fhir/../admin?page=2",
                "http://BASE/fhir%2f..%2fadmin?page=2",
                "http://BASE/fhirevil?page=2",
                "http://BASE/admin?page=2",
                "http://BASE.evil.example:PORT/fhir?page=2",
                "http://BASE/fhir?page=2#x",
                "//evil.example:PORT/fhir?page=2",
                "?page=2",
                "/fhir?page=2",
                "");
    }

    /** Redirects, to the door, of every kind. */
    @Test
    void aRedirectInside() {
        for (int status : new int[] {300, 301, 302, 303, 305, 307, 308}) {
            try (OutboundClient client = EhrCalls.client();
                    StubEhr ehr = StubEhr.spoiled("Condition", exchange -> {
                        exchange.getResponseHeaders().set("Location", "http://127.0.0.1:" + P + "/fhir/Condition");
                        exchange.getResponseHeaders().set("Refresh", "0;url=http://127.0.0.1:" + P + "/");
                        exchange.sendResponseHeaders(status, -1);
                    })) {
                assertThat(EhrCalls.describe(EhrCalls.read(
                                        new RegisteredEhrServer(client, EhrCalls.LIMITS, true),
                                        EhrCalls.tenant("alpha", ehr.base()),
                                        EhrCalls.body(ehr.base(), "null"))
                                .key("conditions")))
                        .isEqualTo("Unknown [answer-unusable]");
                assertThat(ehr.seen()).hasSize(4);
            }
        }
        assertThat(DOOR.connections()).isEqualTo(before);
    }

    /** The tests above would also pass if nothing ever connected. */
    @Test
    void theDoorIsReallyThere() {
        try (OutboundClient client = EhrCalls.client()) {
            assertThat(ask(client, "http://ehr.example:" + P + "/fhir/")).containsKey("patient");
            assertThat(DOOR.connections()).isGreaterThan(before);
        }
    }

    private static Map<String, EhrServer.Fetched> ask(OutboundClient client, String fhirServer) {
        Tenant tenant = EhrCalls.tenant("alpha", "http://ehr.example:" + P + "/fhir");
        HookCall call = Calls.call();
        HookCall there = new HookCall(
                Caller.anybodyOf(tenant),
                call.hook(),
                call.hookInstance(),
                call.patientId(),
                call.userId(),
                call.encounterId(),
                Optional.of(fhirServer),
                call.languages(),
                call.extension());
        return new RegisteredEhrServer(client, EhrCalls.SHORT, true)
                .fetch(new EhrServer.Question(
                        there,
                        new Secret("t"),
                        List.of(new EhrServer.Wanted("patient", "Patient", "Patient/p1", Optional.empty())),
                        10));
    }

    private static OutboundFailed.Reason reason(OutboundClient client, String address) {
        try {
            OutboundRequest request = new OutboundRequest(
                    new URI(address),
                    Map.of(),
                    AddressRule.of(List.of(), false),
                    OutboundRequest.Limits.of(Duration.ofMillis(200), Duration.ofMillis(400), 1000));
            client.start(request).join();
            throw new AssertionError("There was an answer from " + address);
        } catch (CompletionException failure) {
            return OutboundClient.failureOf(failure).reason();
        } catch (URISyntaxException noAddress) {
            return OutboundFailed.Reason.NOT_ALLOWED;
        }
    }
}
