package org.cervicalinsufficiency.security;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that all bodies under way may hold together. The first {@link #FREE} bytes of each are not counted: they are
 * bounded by the number of threads, and an ordinary body is not kept waiting by large ones.
 */
final class BodyBudget {

    static final int FREE = 64 * 1024;

    private final AtomicLong left;

    BodyBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** What is still to be had. */
    long left() {
        return left.get();
    }

    /** The share of one request; whoever opens it gives it back by closing it. */
    Share open() {
        return new Share();
    }

    /** What one request holds. */
    final class Share implements AutoCloseable {

        private long held;

        private Share() {}

        /** Takes what a body of this size needs; false if so much is not left. */
        boolean holds(int size) {
            long more = Math.max(0, size - FREE) - held;
            if (more <= 0) {
                return true;
            }
            if (left.addAndGet(-more) < 0) {
                left.addAndGet(more);
                return false;
            }
            held += more;
            return true;
        }

        @Override
        public void close() {
            left.addAndGet(held);
            held = 0;
        }
    }
}
