package org.cervicalinsufficiency.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What makes a soak fail. */
class VerdictTest {

    private static final long MIB = 1 << 20;
    private static final int PARTS = 9;

    private final Verdict verdict = new Verdict(0.05, 10 * MIB, 5, 1.5, 1);

    private List<String> problems(IntFunction<Stretch> parts) {
        return verdict.problems(IntStream.range(0, PARTS).mapToObj(parts).toList());
    }

    private static Stretch part(double p50, long failed, Vitals.Held held) {
        Map<Kind, Count.Times> times = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            times.put(kind, new Count.Times(100, p50, 3 * p50, 9 * p50));
        }
        return new Stretch(
                new Count(times, failed, Optional.of("FORM: 500 {}").filter(text -> failed > 0), Duration.ofMinutes(1)),
                held);
    }

    private static Vitals.Held held(long mib) {
        return new Vitals.Held(mib * MIB, 900 * MIB, 60, 200);
    }

    @Test
    void noiseIsNoProblem() {
        assertThat(problems(i -> part(4 + i % 2, 0, held(300 + i % 3 * 4L)))).isEmpty();
    }

    @Test
    void oneFailedCallIsAProblem() {
        assertThat(problems(i -> part(4, i == 4 ? 1 : 0, held(300))))
                .containsExactly("1 calls failed, the first: FORM: 500 {}");
    }

    @Test
    void heapThatGrowsIsAProblem() {
        assertThat(problems(i -> part(4, 0, held(300 + 5L * i))))
                .singleElement()
                .asString()
                .startsWith("bytes of heap after full collection: ");
    }

    @Test
    void callsThatTakeLongerAndLongerAreAProblem() {
        assertThat(problems(i -> part(4 + i, 0, held(300))))
                .hasSize(Kind.values().length)
                .first()
                .asString()
                .contains("p50 of HOOK in ms: 5.0 in the first third, 11.0 in the last, at most 8.5");
    }

    @Test
    void threadsAndFilesThatAreNotGivenBackAreProblems() {
        assertThat(problems(i -> part(4, 0, new Vitals.Held(300 * MIB, 900 * MIB, 60 + i, 200 + 2L * i))))
                .satisfiesExactly(
                        threads -> assertThat(threads).startsWith("threads: "),
                        files -> assertThat(files).startsWith("open files: "));
    }

    @Test
    void aKindThatNobodyAskedForIsAProblem() {
        Count nothing = new Count(Map.of(Kind.HOOK, new Count.Times(1, 1, 1, 1)), 0, Optional.empty(), Duration.ZERO);
        assertThat(problems(i -> new Stretch(nothing, held(300)))).hasSize(Kind.values().length - 1);
    }

    @Test
    void twoPartsAreTooFew() {
        Stretch part = part(4, 0, held(300));
        assertThatThrownBy(() -> verdict.problems(List.of(part, part))).isInstanceOf(IllegalArgumentException.class);
    }
}
