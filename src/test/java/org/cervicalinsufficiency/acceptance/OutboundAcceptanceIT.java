package org.cervicalinsufficiency.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.SecureTenants;
import org.cervicalinsufficiency.TestTokens;
import org.cervicalinsufficiency.outbound.Listener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whom a hook call over HTTP makes the server ask, and what another hospital's bad server costs its neighbours. */
@Acceptance
class OutboundAcceptanceIT {

    private static final Listener DOOR = new Listener("");
    private static final int SUFFERING = 18;
    private static final int MEASURED = 20;

    /** screening.ehr.per-request */
    private static final Duration WAITED = Duration.ofMillis(250);

    private final Bench bench;

    @Autowired
    OutboundAcceptanceIT(FhirHttp http) {
        this.bench = new Bench(http);
    }

    @AfterAll
    static void close() {
        DOOR.close();
    }

    /** Registered is http://127.0.0.1:STUB/fhir; at DOOR nobody is registered. */
    static Stream<String> servers() {
        return Stream.of(
                "http://127.0.0.1:STUB/fhir//",
                "http://127.0.0.1:STUB//fhir",
                "http://127.0.0.1:STUB/fhir/.",
                "http://127.0.0.1:STUB/fhir/..",
                "http://127.0.0.1:STUB/./fhir",
                "http://127.0.0.1:STUB/x/../fhir",
                "http://127.0.0.1:STUB/fhir/%2e%2e/fhir",
                "http://127.0.0.1:STUB/fhir%2f",
                "http://127.0.0.1:STUB/%2ffhir",
                "http://127.0.0.1:STUB/%66hir",
                "http://127.0.0.1:STUB/fhir%5c",
                "http://127.0.0.1:STUB/fhir;x=1",
                "http://127.0.0.1:STUB/fhirevil",
                "http://127.0.0.1:STUB/FHIR",
                "http://127.0.0.1:STUB/",
                "http://user@127.0.0.1:STUB/fhir",
                "http://user:secret@127.0.0.1:STUB/fhir",
                "http://@127.0.0.1:STUB/fhir",
                "http://127.0.0.1:STUB@127.0.0.1:DOOR/fhir",
                "http://127.0.0.1:STUB/fhir?x=1",
                "http://127.0.0.1:STUB/fhir#x",
                "http://127.0.0.1:STUB\\@127.0.0.1:DOOR/fhir",
                "http://localhost:STUB/fhir",
                "http://127.1:STUB/fhir",
                "http://2130706433:STUB/fhir",
                "http://0x7f000001:STUB/fhir",
                "http://[::ffff:127.0.0.1]:STUB/fhir",
                "https://127.0.0.1:STUB/fhir",
                "http://127.0.0.1:DOOR/fhir",
                "http://127.0.0.1:DOOR/fhir//",
                "http://localhost:DOOR/fhir",
                "http://ehr.example:DOOR/fhir",
                "http://169.254.169.254/latest/meta-data",
                "//127.0.0.1:DOOR/fhir",
                "file:///etc/passwd");
    }

    @ParameterizedTest(name = "N1, N2 {0}")
    @MethodSource("servers")
    void asksNobodyWhoIsNotRegistered(String server) throws Exception {
        int before = DOOR.connections();
        try (StubEhr ehr = new StubEhr(SecureTenants.STUB_EHR_PORT)) {
            ehr.holds(Bodies.full());
            String address = server.replace("STUB", String.valueOf(SecureTenants.STUB_EHR_PORT))
                    .replace("DOOR", String.valueOf(DOOR.port()));

            Reply reply = bench.call(Bodies.server(address, "opaque"));

            assertThat(reply.status()).as(reply.body()).isIn(400, 412);
            assertThat(reply.body()).doesNotContain("127.0.0.1", "opaque", "secret");
            assertThat(ehr.log()).isEmpty();
            assertThat(DOOR.connections()).isEqualTo(before);
        }
    }

    /** Tenant beta's server is bad; alpha's calls, which ask alpha's server for everything, take as long as before. */
    @ParameterizedTest(name = "N15 {0}")
    @EnumSource(BadEhr.Kind.class)
    void aBadServerCostsItsNeighboursNothing(BadEhr.Kind kind) throws Exception {
        AtomicBoolean measured = new AtomicBoolean();
        ExecutorService callers = Executors.newFixedThreadPool(SUFFERING);
        try (StubEhr good = new StubEhr(SecureTenants.STUB_EHR_PORT);
                BadEhr bad = new BadEhr(SecureTenants.SECOND_STUB_EHR_PORT, kind)) {
            good.holds(Bodies.full());
            for (int i = 0; i < 10; i++) {
                assertThat(bench.call(Bodies.server(good.base(), "opaque")).status())
                        .isIn(200, 412);
            }
            Duration before = median(times(good));

            List<Future<List<Integer>>> suffering = new ArrayList<>();
            Queue<Long> held = new ConcurrentLinkedQueue<>();
            for (int i = 0; i < SUFFERING; i++) {
                suffering.add(callers.submit(() -> suffer(bad, measured, held)));
            }
            long[] meanwhile = times(good);
            Duration during = median(meanwhile);
            measured.set(true);

            for (Future<List<Integer>> caller : suffering) {
                assertThat(caller.get())
                        .as("no card without data, and no defect")
                        .containsOnly(412);
            }
            assertThat(bad.wasAsked()).isEqualTo(kind != BadEhr.Kind.DEAD);
            assertThat(during)
                    .as("median of a neighbour's call: before %s, during %s", before, during)
                    .isLessThan(before.multipliedBy(5).plusMillis(50));
            if (kind == BadEhr.Kind.HUNG) {
                waitedForNobody(Duration.ofNanos(meanwhile[0]), held);
            }
        } finally {
            measured.set(true);
            callers.shutdownNow();
        }
    }

    private List<Integer> suffer(BadEhr bad, AtomicBoolean measured, Queue<Long> held) throws InterruptedException {
        List<Integer> statuses = new ArrayList<>();
        ObjectNode call = Bodies.server(bad.base(), "opaque");
        do {
            long begin = System.nanoTime();
            statuses.add(bench.send(
                            "POST",
                            Bench.VIEW,
                            BodyPublishers.ofString(call.toString()),
                            TestTokens.beta(Bench.VIEW).sign(),
                            "application/json")
                    .status());
            held.add(System.nanoTime() - begin);
            Thread.sleep(100);
        } while (!measured.get());
        return statuses;
    }

    /**
     * A neighbour that waited with those who call the hung server would take the 250 ms that they wait, and its own time
     * besides: not even its quickest call could be quicker than theirs, however busy the machine is. (Only now and then is
     * what the median would show; EhrNeighboursTest has the hung server held for seconds.)
     */
    private static void waitedForNobody(Duration quickest, Queue<Long> held) {
        assertThat(held).as("calls that waited for the hung server").anyMatch(nanos -> nanos >= WAITED.toNanos());
        assertThat(quickest).as("a neighbour's quickest call meanwhile").isLessThan(WAITED);
    }

    private static Duration median(long[] sorted) {
        return Duration.ofNanos(sorted[MEASURED / 2]);
    }

    private long[] times(StubEhr good) {
        long[] times = new long[MEASURED];
        String body = Bodies.server(good.base(), "opaque").toString();
        int answered = 0;
        for (int i = 0; i < MEASURED; i++) {
            long begin = System.nanoTime();
            Reply reply = bench.post(Bench.VIEW, body);
            times[i] = System.nanoTime() - begin;
            answered += reply.status() == 200 ? 1 : 0;
        }
        // On a busy machine a single fetch may miss its deadline; that is no matter of the neighbour.
        assertThat(answered).as("calls with cards").isGreaterThan(MEASURED / 2);
        Arrays.sort(times);
        return times;
    }
}
