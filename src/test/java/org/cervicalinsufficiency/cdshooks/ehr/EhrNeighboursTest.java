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
import org.cervicalinsufficiency.cdshooks.PrefetchedData;
import org.cervicalinsufficiency.outbound.OutboundClient;
import org.cervicalinsufficiency.tenant.Tenant;
import org.junit.jupiter.api.Test;

/** One hospital's server hangs; the others notice nothing. */
class EhrNeighboursTest {

    private static final int CALLS = 64;

    @Test
    void aHungServerCostsItsNeighboursNothing() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLS);
        try (StubEhr hung = new StubEhr();
                StubEhr good = new StubEhr();
                OutboundClient client = EhrCalls.client()) {
            List.of("Patient", "Condition", "Observation", "Procedure").forEach(type -> hung.spoil(type, hung.hang()));
            RegisteredEhrServer server = new RegisteredEhrServer(client, EhrCalls.LIMITS, true);
            Tenant alpha = EhrCalls.tenant("alpha", good.base());
            Tenant beta = EhrCalls.tenant("beta", hung.base());
            assertThat(measure(server, alpha, good, 200)).isPositive();
            Duration before = measure(server, alpha, good, 50);
            int threadsBefore = outboundThreads();

            CountDownLatch begun = new CountDownLatch(CALLS);
            List<Future<PrefetchedData>> hanging = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                hanging.add(callers.submit(() -> {
                    begun.countDown();
                    return EhrCalls.read(server, beta, EhrCalls.body(hung.base(), "null"));
                }));
            }
            assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
            Duration during = measure(server, alpha, good, 50);
            int threadsDuring = outboundThreads();

            List<String> outcomes = new ArrayList<>();
            for (Future<PrefetchedData> call : hanging) {
                outcomes.add(EhrCalls.describe(call.get(10, TimeUnit.SECONDS).key("conditions")));
            }
            assertThat(outcomes).containsOnly("Unavailable [not-in-time]", "Unavailable [server-busy]");
            assertThat(Collections.frequency(outcomes, "Unavailable [not-in-time]"))
                    .as("those that wait; the others are told at once")
                    .isBetween(1, 16);
            assertThat(threadsDuring).isLessThanOrEqualTo(threadsBefore + 1);
            assertThat(during)
                    .as("median of a neighbour's call: before %s, during %s", before, during)
                    .isLessThan(before.multipliedBy(5).plusMillis(20));
        } finally {
            callers.shutdownNow();
        }
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
