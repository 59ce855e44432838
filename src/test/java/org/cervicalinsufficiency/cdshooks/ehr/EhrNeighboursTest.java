package org.cervicalinsufficiency.cdshooks.ehr;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cervicalinsufficiency.cdshooks.PrefetchedData;
import org.cervicalinsufficiency.outbound.OutboundClient;
import org.cervicalinsufficiency.outbound.StubServer;
import org.cervicalinsufficiency.tenant.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One hospital's server is hung, slow, broken or gone; the others notice nothing. */
class EhrNeighboursTest {

    private static final int CALLS = 32;

    /** A hung server is waited for this long, so that a neighbour that waited with it could not be overlooked. */
    private static final Duration HELD = Duration.ofSeconds(5);

    /** How a server is bad. */
    private enum Bad {
        HUNG("Unavailable [not-in-time]", "Unavailable [server-busy]"),
        SLOW("Given 3", "Unavailable [server-busy]"),
        GARBAGE("Unknown [answer-unusable]", "Unavailable [server-busy]"),
        DEAD("Unavailable [not-reached]", "Unavailable [server-busy]");

        private final String[] outcomes;

        Bad(String... outcomes) {
            this.outcomes = outcomes;
        }

        private void spoil(StubEhr ehr) {
            switch (this) {
                case HUNG -> spoilAll(ehr, ehr.hang());
                case SLOW ->
                    ehr.spoil("Condition", exchange -> {
                        Thread.sleep(400);
                        StubServer.send(exchange, StubEhr.bundle("", StubEhr.conditions(1, 3, "p1")));
                    });
                case GARBAGE ->
                    spoilAll(
                            ehr,
                            exchange -> StubServer.send(
                                    exchange, 200, "application/fhir+json", new byte[] {'{', (byte) 0xff, 0, '<'}));
                case DEAD -> ehr.close();
            }
        }

        private static void spoilAll(StubEhr ehr, StubServer.Answer answer) {
            List.of("Patient", "Condition", "Observation", "Procedure").forEach(type -> ehr.spoil(type, answer));
        }
    }

    @ParameterizedTest
    @EnumSource(Bad.class)
    void aBadServerCostsItsNeighboursNothing(Bad how) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLS);
        AtomicBoolean measured = new AtomicBoolean();
        try (StubEhr bad = new StubEhr();
                StubEhr good = new StubEhr();
                OutboundClient client = EhrCalls.client()) {
            how.spoil(bad);
            RegisteredEhrServer server = new RegisteredEhrServer(client, limits(how), true);
            Tenant alpha = EhrCalls.tenant("alpha", good.base());
            Tenant beta = EhrCalls.tenant("beta", bad.base());
            assertThat(measure(server, alpha, good, 60)).isPositive();
            Duration before = measure(server, alpha, good, 30);
            int threadsBefore = outboundThreads();

            CountDownLatch begun = new CountDownLatch(CALLS);
            List<Future<List<String>>> suffering = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                suffering.add(callers.submit(() -> {
                    begun.countDown();
                    return callUntil(measured, server, beta, bad);
                }));
            }
            assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
            long begin = System.nanoTime();
            Duration during = measure(server, alpha, good, 30);
            Duration all30 = Duration.ofNanos(System.nanoTime() - begin);
            int threadsDuring = outboundThreads();
            measured.set(true);

            List<String> first = new ArrayList<>();
            List<String> all = new ArrayList<>();
            for (Future<List<String>> calls : suffering) {
                List<String> outcomes = calls.get(20, TimeUnit.SECONDS);
                first.add(outcomes.get(0));
                all.addAll(outcomes);
            }
            assertThat(all).isSubsetOf(how.outcomes).contains(how.outcomes[0]);
            if (how == Bad.HUNG) {
                assertThat(all30)
                        .as("thirty calls of a neighbour, against the time that one call waits for the hung server")
                        .isLessThan(HELD);
                assertThat(Collections.frequency(first, how.outcomes[0]))
                        .as("those that wait; the others are told at once")
                        .isBetween(1, 16);
            }
            assertThat(threadsDuring).isLessThanOrEqualTo(threadsBefore + 1);
            assertThat(during)
                    .as("median of a neighbour's call: before %s, during %s", before, during)
                    .isLessThan(before.multipliedBy(5).plusMillis(20));
        } finally {
            measured.set(true);
            callers.shutdownNow();
        }
    }

    private static EhrLimits limits(Bad how) {
        return how == Bad.HUNG ? EhrLimits.of(HELD.plusSeconds(1), HELD, Duration.ofMillis(500), 16) : EhrCalls.LIMITS;
    }

    /** Calls at least once, and again while the neighbour is measured. */
    private static List<String> callUntil(
            AtomicBoolean measured, RegisteredEhrServer server, Tenant tenant, StubEhr ehr) throws Exception {
        List<String> outcomes = new ArrayList<>();
        do {
            outcomes.add(EhrCalls.describe(EhrCalls.read(server, tenant, EhrCalls.body(ehr.base(), "null"))
                    .key("conditions")));
            Thread.sleep(100);
        } while (!measured.get());
        return outcomes;
    }

    @Test
    void afterFiveFailuresNobodyWaitsAnyMore() {
        try (StubEhr ehr = new StubEhr();
                OutboundClient client = EhrCalls.client()) {
            List.of("Patient", "Condition", "Observation", "Procedure")
                    .forEach(type -> ehr.spoil(type, exchange -> exchange.sendResponseHeaders(500, -1)));
            RegisteredEhrServer server = new RegisteredEhrServer(client, EhrCalls.LIMITS, true);
            Tenant alpha = EhrCalls.tenant("alpha", ehr.base());
            List<String> outcomes = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                outcomes.add(EhrCalls.describe(EhrCalls.read(server, alpha, EhrCalls.body(ehr.base(), "null"))
                        .key("conditions")));
            }

            assertThat(outcomes.subList(0, 5)).containsOnly("Unknown [answer-unusable]");
            assertThat(outcomes.subList(5, 7)).containsOnly("Unavailable [server-busy]");
            assertThat(ehr.seen()).hasSize(5 * 4);
        }
    }

    @Test
    void aRefusedTokenDoesNotCloseTheServerForOthers() {
        try (StubEhr ehr = new StubEhr();
                OutboundClient client = EhrCalls.client()) {
            List.of("Patient", "Condition", "Observation", "Procedure")
                    .forEach(type -> ehr.spoil(type, exchange -> exchange.sendResponseHeaders(401, -1)));
            RegisteredEhrServer server = new RegisteredEhrServer(client, EhrCalls.LIMITS, true);
            Tenant alpha = EhrCalls.tenant("alpha", ehr.base());
            for (int i = 0; i < 30; i++) {
                assertThat(EhrCalls.describe(EhrCalls.read(server, alpha, EhrCalls.body(ehr.base(), "null"))
                                .key("conditions")))
                        .isEqualTo("Unavailable [access-refused]");
            }
        }
    }

    private static Duration measure(RegisteredEhrServer server, Tenant tenant, StubEhr ehr, int calls) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            long begin = System.nanoTime();
            PrefetchedData data = EhrCalls.read(server, tenant, EhrCalls.body(ehr.base(), "null"));
            times.add(System.nanoTime() - begin);
            assertThat(EhrCalls.describe(data.key("conditions"))).isEqualTo("Given 3");
        }
        Collections.sort(times);
        return Duration.ofNanos(times.get(times.size() / 2));
    }

    private static int outboundThreads() {
        var threads = ManagementFactory.getThreadMXBean();
        return (int) java.util.Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("outbound"))
                .count();
    }
}
