package org.cervicalinsufficiency.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every refusal is in the trail, and nobody fills it by being refused. */
class RefusedCallsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-15T12:00:00Z"), ZoneOffset.UTC);
    private static final Refused REPLAY = new Refused("alpha", "", "alpha", "cds-services", 401, "replay");

    private final List<AuditedCall> written = new ArrayList<>();
    private final AtomicBoolean full = new AtomicBoolean();
    private final RefusedCalls refused = new RefusedCalls(this::take, CLOCK);

    @TempDir
    private Path directory;

    private void take(AuditedCall call) throws NotAudited {
        if (full.get()) {
            throw new NotAudited();
        }
        written.add(call);
    }

    private List<Long> times() {
        return written.stream().map(call -> call.outcome().repeats().times()).toList();
    }

    @Test
    void writeTheFirstAtOnce() {
        refused.add(REPLAY, "10.0.0.1");

        assertThat(written).singleElement().satisfies(call -> {
            assertThat(call.who()).isEqualTo(new AuditedCall.Who("alpha", "", "", "10.0.0.1"));
            assertThat(call.what().service()).isEqualTo("cds-services");
            assertThat(call.outcome().status()).isEqualTo(401);
            assertThat(call.outcome().repeats().reason()).isEqualTo("replay");
            assertThat(call.outcome().repeats().claimed()).isEqualTo("alpha");
            assertThat(call.patient()).isEmpty();
        });
    }

    @Test
    void makeOneRecordOfAFlood() {
        for (int i = 0; i < 100_000; i++) {
            refused.add(REPLAY, "10.0.0." + i % 100);
        }
        refused.write();

        assertThat(times()).containsExactly(1L, 99_999L);
        assertThat(written.get(1).outcome().repeats().addresses()).hasSize(8).contains("10.0.0.1");
    }

    @Test
    void makeOneRecordForEachIntervalOfALastingFlood() {
        for (int interval = 0; interval < 3; interval++) {
            refused.add(REPLAY, "10.0.0.1");
            refused.add(REPLAY, "10.0.0.1");
            refused.write();
        }
        refused.write();
        refused.add(REPLAY, "10.0.0.1");

        assertThat(times()).containsExactly(1L, 1L, 2L, 2L, 1L);
    }

    @Test
    void tellKindsApartAndNotTooMany() {
        for (int client = 0; client < 10_000; client++) {
            refused.add(new Refused("t" + client, "c" + client, "", "fhir", 429, "throttled"), "10.0.0.1");
        }
        refused.write();

        assertThat(written).hasSizeLessThan(210);
        assertThat(times().stream().mapToLong(Long::longValue).sum()).isEqualTo(10_000);
    }

    @Test
    void waitWhereTheTrailTakesNothing() {
        full.set(true);
        refused.add(REPLAY, "10.0.0.1");
        refused.add(REPLAY, "10.0.0.1");
        refused.write();
        assertThat(written).isEmpty();

        full.set(false);
        refused.write();

        assertThat(times()).containsExactly(2L);
    }

    /** Whoever is refused gets its answer, whatever is wrong with the trail. */
    @Test
    void failForNobody() {
        AtomicBoolean broken = new AtomicBoolean(true);
        RefusedCalls calls = new RefusedCalls(
                call -> {
                    if (broken.get()) {
                        throw new IllegalStateException("broken");
                    }
                    written.add(call);
                },
                CLOCK);

        calls.add(REPLAY, "10.0.0.1");
        calls.write();
        assertThat(written).isEmpty();
        broken.set(false);
        calls.write();

        assertThat(times()).containsExactly(1L);
    }

    /** An hour that nothing could be written in is told as an hour. */
    @Test
    void sayFromWhenTheyWaited() {
        AtomicInteger minutes = new AtomicInteger();
        RefusedCalls late = new RefusedCalls(
                this::take,
                ((InstantSource) () -> CLOCK.instant().plusSeconds(60L * minutes.get())).withZone(ZoneOffset.UTC));
        full.set(true);
        for (int minute = 0; minute < 60; minute++) {
            late.add(REPLAY, "10.0.0.1");
            late.write();
            var unused = minutes.incrementAndGet();
        }
        full.set(false);
        late.write();

        assertThat(written).singleElement().satisfies(call -> {
            assertThat(call.outcome().repeats().times()).isEqualTo(60);
            assertThat(call.outcome().repeats().since()).isEqualTo(CLOCK.instant());
        });
    }

    @Test
    void areWrittenDownAtTheEnd() {
        refused.add(REPLAY, "10.0.0.1");
        refused.add(REPLAY, "10.0.0.1");
        refused.close();

        assertThat(times()).containsExactly(1L, 1L);
    }

    @Test
    void areWrittenDownWhenTheIntervalIsOver() throws Exception {
        try (RefusedCalls timed = new RefusedCalls(this::take, CLOCK).every(Duration.ofMillis(20))) {
            timed.add(REPLAY, "10.0.0.1");
            timed.add(REPLAY, "10.0.0.1");
            for (int i = 0;
                    i < 500 && times().stream().mapToLong(Long::longValue).sum() < 2;
                    i++) {
                Thread.sleep(20);
            }
        }
        assertThat(times().stream().mapToLong(Long::longValue).sum()).isEqualTo(2);
    }

    @Test
    void leaveTheSpoolToTheCalls() throws Exception {
        try (Spool spool = new Spool(directory, new SpoolLimits(20_000, 10_000));
                SpoolTrail trail = new SpoolTrail(spool, true);
                RefusedCalls counted = new RefusedCalls(trail, CLOCK)) {
            for (int i = 0; i < 50_000; i++) {
                counted.add(REPLAY, "10.0.0.1");
            }
            counted.write();

            assertThat(spool.bytes()).isLessThan(2_000);
            assertThat(trail.unwritten()).isZero();
        }
    }
}
