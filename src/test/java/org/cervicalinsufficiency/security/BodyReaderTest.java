package org.cervicalinsufficiency.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cervicalinsufficiency.security.BodyRefused.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of every size against limit, deadline and budget. */
class BodyReaderTest {

    private static final int LIMIT = 4 * 1024 * 1024;
    private static final long BUDGET = 24L * 1024 * 1024;

    private final BodyBudget budget = new BodyBudget(BUDGET);
    private final BodyReader reader = new BodyReader(LIMIT, Duration.ofSeconds(10));

    private byte[] read(InputStream body, long announced) throws BodyRefused {
        try (BodyBudget.Share share = budget.open()) {
            return reader.read(body, announced, share);
        }
    }

    private Reason refusal(InputStream body, long announced) {
        return catchThrowableOfType(BodyRefused.class, () -> read(body, announced))
                .reason();
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_535, 65_536, 65_537, 131_072, 1_000_000, LIMIT})
    void readsWhatIsWithinTheLimit(int size) throws BodyRefused {
        byte[] body = bytes(size);

        assertThat(read(new ByteArrayInputStream(body), size)).isEqualTo(body);
        assertThat(read(new ByteArrayInputStream(body), -1)).isEqualTo(body);
        assertThat(budget.left()).isEqualTo(BUDGET);
    }

    @Test
    void refusesWhatIsLarger() {
        assertThat(refusal(new ByteArrayInputStream(new byte[0]), LIMIT + 1L)).isEqualTo(Reason.TOO_LARGE);
        assertThat(refusal(new ByteArrayInputStream(bytes(LIMIT + 1)), -1)).isEqualTo(Reason.TOO_LARGE);
        assertThat(refusal(new ByteArrayInputStream(bytes(LIMIT * 2)), -1)).isEqualTo(Reason.TOO_LARGE);
        assertThat(budget.left()).isEqualTo(BUDGET);
    }

    @Test
    void refusesWhatEndsEarly() {
        assertThat(refusal(new ByteArrayInputStream(bytes(10)), 11)).isEqualTo(Reason.INCOMPLETE);
    }

    @Test
    void refusesADrip() {
        BodyReader hasty = new BodyReader(LIMIT, Duration.ofMillis(100));
        InputStream drip = new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    Thread.sleep(20);
                } catch (InterruptedException stopped) {
                    throw new IOException(stopped);
                }
                return 'x';
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                into[from] = (byte) read();
                return 1;
            }
        };

        try (BodyBudget.Share share = budget.open()) {
            assertThat(catchThrowableOfType(BodyRefused.class, () -> hasty.read(drip, 1_000_000, share))
                            .reason())
                    .isEqualTo(Reason.TOO_SLOW);
        }
    }

    /** A hundred senders of large bodies that never end: the buffers of all of them stay within the budget. */
    @Test
    void holdsNoMoreThanTheBudget() throws Exception {
        CountDownLatch settled = new CountDownLatch(100);
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(100);
        long before = usedHeap();
        List<Future<Reason>> refusals = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            refusals.add(threads.submit(() -> {
                Reason reason = refusal(new Endless(LIMIT - 1, settled, end), -1);
                if (reason == Reason.BUSY) {
                    settled.countDown();
                }
                return reason;
            }));
        }
        settled.await();
        long grown = usedHeap() - before;
        assertThat(budget.left()).isBetween(0L, BUDGET / 2);
        end.countDown();

        List<Reason> reasons = new ArrayList<>();
        for (Future<Reason> refusal : refusals) {
            reasons.add(refusal.get());
        }
        threads.shutdown();
        assertThat(reasons).contains(Reason.BUSY, Reason.INCOMPLETE).doesNotContain(Reason.TOO_LARGE);
        assertThat(grown).isLessThan(64L * 1024 * 1024);
        assertThat(budget.left()).isEqualTo(BUDGET);
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Gives some bytes, then keeps the reader waiting. */
    private static final class Endless extends InputStream {

        private final CountDownLatch settled;
        private final CountDownLatch end;
        private int left;

        Endless(int size, CountDownLatch settled, CountDownLatch end) {
            this.left = size;
            this.settled = settled;
            this.end = end;
        }

        @Override
        public int read() {
            return 'x';
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (left > 0) {
                int count = Math.min(length, left);
                left -= count;
                return count;
            }
            settled.countDown();
            try {
                end.await();
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
            throw new IOException("gone");
        }
    }
}
