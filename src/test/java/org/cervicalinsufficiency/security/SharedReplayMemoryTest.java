package org.cervicalinsufficiency.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.cervicalinsufficiency.security.ReplayMemory.Memory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Used tokens: in one process, in front of a shared store, and without it. */
class SharedReplayMemoryTest {

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Instant SOON = NOW.plusSeconds(300);

    private static LocalReplayMemory local(int capacity) {
        return new LocalReplayMemory(capacity, CLOCK);
    }

    private static SharedReplayMemory shared(ReplayMemory store, boolean localWillDo) {
        return new SharedReplayMemory(local(100), store, Duration.ofMillis(100), localWillDo, 2);
    }

    @Nested
    class InOneProcess {

        @Test
        void isGoodForOneUse() {
            LocalReplayMemory memory = local(10);

            assertThat(memory.use("iss", "a", SOON)).isEqualTo(Memory.FIRST);
            assertThat(memory.use("iss", "a", SOON)).isEqualTo(Memory.REPEATED);
        }

        @Test
        void keepsIssuersApart() {
            LocalReplayMemory memory = local(10);

            assertThat(memory.use("iss", "a", SOON)).isEqualTo(Memory.FIRST);
            assertThat(memory.use("is", "sa", SOON)).isEqualTo(Memory.FIRST);
            assertThat(memory.use("other", "a", SOON)).isEqualTo(Memory.FIRST);
        }

        @Test
        void saysThatItIsFullAndForgetsNothing() {
            LocalReplayMemory memory = local(2);
            assertThat(memory.use("iss", "a", SOON)).isEqualTo(Memory.FIRST);
            assertThat(memory.use("iss", "b", SOON)).isEqualTo(Memory.FIRST);

            assertThat(memory.use("iss", "c", SOON)).isEqualTo(Memory.UNKNOWN);
            assertThat(memory.use("iss", "a", SOON)).isEqualTo(Memory.REPEATED);
            assertThat(memory.use("another issuer", "c", SOON)).isEqualTo(Memory.FIRST);
        }

        @Test
        void makesRoomWhenTokensAreTooOldAnyway() {
            Instant[] now = {NOW};
            LocalReplayMemory memory = new LocalReplayMemory(1, new SettableClock(now));
            assertThat(memory.use("iss", "a", SOON)).isEqualTo(Memory.FIRST);

            now[0] = SOON.plusSeconds(1);

            assertThat(memory.use("iss", "b", SOON.plusSeconds(300))).isEqualTo(Memory.FIRST);
        }
    }

    @Nested
    class Shared {

        @Test
        void theStoreDecides() {
            try (SharedReplayMemory memory = shared((issuer, id, until) -> Memory.REPEATED, true)) {
                assertThat(memory.use("iss", "a", SOON)).isEqualTo(Memory.REPEATED);
            }
        }

        @Test
        void isNotAskedForWhatThisProcessKnows() {
            AtomicInteger asked = new AtomicInteger();
            ReplayMemory store = (issuer, id, until) -> {
                asked.incrementAndGet();
                return Memory.FIRST;
            };
            try (SharedReplayMemory memory = shared(store, true)) {
                assertThat(memory.use("iss", "a", SOON)).isEqualTo(Memory.FIRST);
                assertThat(memory.use("iss", "a", SOON)).isEqualTo(Memory.REPEATED);
            }
            assertThat(asked).hasValue(1);
        }
    }

    @Nested
    class WithoutTheStore {

        private final ReplayMemory broken = (issuer, id, until) -> {
            throw new IllegalStateException("down");
        };

        @Test
        void thisProcessStillRefusesRepeats() {
            try (SharedReplayMemory memory = shared(broken, true)) {
                assertThat(memory.use("iss", "a", SOON)).isEqualTo(Memory.FIRST);
                assertThat(memory.use("iss", "a", SOON)).isEqualTo(Memory.REPEATED);
            }
        }

        @Test
        void refusesForNowIfSoConfiguredAndTakesTheTokenLater() {
            AtomicInteger calls = new AtomicInteger();
            ReplayMemory once = (issuer, id, until) -> {
                if (calls.incrementAndGet() == 1) {
                    throw new IllegalStateException("down");
                }
                return Memory.FIRST;
            };
            try (SharedReplayMemory memory = shared(once, false)) {
                assertThat(memory.use("iss", "a", SOON)).isEqualTo(Memory.UNKNOWN);
                assertThat(memory.use("iss", "a", SOON)).isEqualTo(Memory.FIRST);
            }
        }

        @Test
        void waitsNoLongerThanAllowedAndThenLeavesItAlone() throws Exception {
            CountDownLatch never = new CountDownLatch(1);
            AtomicInteger asked = new AtomicInteger();
            ReplayMemory hanging = (issuer, id, until) -> {
                asked.incrementAndGet();
                try {
                    never.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return Memory.FIRST;
            };
            try (SharedReplayMemory memory = shared(hanging, true)) {
                long start = System.nanoTime();
                for (int i = 0; i < 50; i++) {
                    assertThat(memory.use("iss", "t" + i, SOON)).isEqualTo(Memory.FIRST);
                }
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
                assertThat(memory.isResting()).isTrue();
            }
            assertThat(asked.get()).isLessThanOrEqualTo(3);
        }
    }

    /** A clock whose time a test moves. */
    private static final class SettableClock extends Clock {

        private final Instant[] now;

        SettableClock(Instant[] now) {
            this.now = now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now[0];
        }
    }
}
