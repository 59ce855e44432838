package org.cervicalinsufficiency.outbound;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes may still be read; several requests can share one. */
public final class ByteBudget {

    private final AtomicLong left;

    /** A budget of this many bytes. */
    public ByteBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** Takes bytes; false if they are not there. */
    boolean take(long bytes) {
        return left.addAndGet(-bytes) >= 0;
    }
}
