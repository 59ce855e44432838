package org.cervicalinsufficiency.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.cervicalinsufficiency.FhirHttp;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Section 4 of the acceptance; AC-38 to AC-50 are checked by {@link Bench#answered} on every answer of the suite. */
@Acceptance
class ResponseAcceptanceIT {

    private static final Logger LOG = LoggerFactory.getLogger(ResponseAcceptanceIT.class);
    private static final int CALLS = 300;
    private static final int AT_ONCE = 10;
    private static final double MOST_MILLISECONDS = 500;

    private final Bench bench;

    @Autowired
    ResponseAcceptanceIT(FhirHttp http) {
        this.bench = new Bench(http);
    }

    @Test
    void ac38to50HoldForCardsOfEveryKind() {
        assertThat(bench.answered(Bodies.full()).topics()).isNotEmpty();
        assertThat(bench.answered(Bodies.other()).topics()).isNotEmpty();
    }

    @Test
    void ac51AnswersTheSameButForUuids() {
        Reply first = bench.answered(Bodies.full());
        Reply second = bench.answered(Bodies.full());

        assertThat(second.cards()).isEqualTo(first.cards());
        assertThat(second.uuids()).hasSameSizeAs(first.uuids()).doesNotContainAnyElementsOf(first.uuids());
    }

    @Test
    void ac52IsFastEnough() throws Exception {
        String body = Bodies.full().toString();
        assertThat(IntStream.range(0, CALLS).mapToObj(warmUp -> bench.post(Bench.VIEW, body)))
                .allMatch(reply -> reply.status() == 200);
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<Double>> calls = IntStream.range(0, CALLS)
                .mapToObj(call -> callers.submit(() -> milliseconds(body)))
                .toList();
        double[] times = new double[CALLS];
        for (int i = 0; i < CALLS; i++) {
            times[i] = calls.get(i).get();
        }
        callers.shutdown();
        Arrays.sort(times);

        LOG.warn(
                "AC-52: p50 {} ms, p95 {} ms, p99 {} ms, max {} ms",
                at(times, 50),
                at(times, 95),
                at(times, 99),
                times[CALLS - 1]);
        assertThat(at(times, 95)).isLessThan(MOST_MILLISECONDS);
    }

    private double milliseconds(String body) {
        long start = System.nanoTime();
        assertThat(bench.post(Bench.VIEW, body).status()).isEqualTo(200);
        return (System.nanoTime() - start) / 1e6;
    }

    private static double at(double[] sorted, int percent) {
        return sorted[(int) Math.ceil(percent / 100.0 * sorted.length) - 1];
    }
}
