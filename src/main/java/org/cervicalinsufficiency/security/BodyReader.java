package org.cervicalinsufficiency.security;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.cervicalinsufficiency.security.BodyRefused.Reason;

/** Reads a body once: never more of it than the limit, never longer than the deadline, never beyond its share. */
final class BodyReader {

    private final int limit;
    private final long deadlineNanos;

    BodyReader(int limit, Duration deadline) {
        this.limit = limit;
        this.deadlineNanos = deadline.toNanos();
    }

    /**
     * The whole body.
     *
     * @param announced its length as told by the sender, negative if it was not told
     * @throws BodyRefused if it is too large, too slow, not complete, or there is no room for it now
     */
    byte[] read(InputStream body, long announced, BodyBudget.Share share) throws BodyRefused {
        if (announced > limit) {
            throw tooLarge();
        }
        long start = System.nanoTime();
        byte[] buffer = new byte[(int) (announced < 0 ? BodyBudget.FREE : Math.min(announced, BodyBudget.FREE))];
        int length = 0;
        for (int count = next(body, buffer, length); count >= 0; count = next(body, buffer, length)) {
            length += count;
            if (length > limit) {
                throw tooLarge();
            }
            if (System.nanoTime() - start > deadlineNanos) {
                throw tooSlow();
            }
            if (length == announced) {
                break;
            }
            if (length == buffer.length) {
                buffer = grown(buffer, share);
            }
        }
        if (length < announced) {
            throw new BodyRefused(Reason.INCOMPLETE, "The body ended before it was complete.");
        }
        return length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
    }

    /** One byte beyond the limit shows that the body is larger, so no buffer is. */
    private byte[] grown(byte[] buffer, BodyBudget.Share share) throws BodyRefused {
        int size = Math.min(buffer.length * 2, limit + 1);
        if (!share.holds(size)) {
            throw new BodyRefused(Reason.BUSY, "Too many large bodies are under way; send this one again shortly.");
        }
        return Arrays.copyOf(buffer, size);
    }

    private static int next(InputStream body, byte[] buffer, int from) throws BodyRefused {
        if (buffer.length == 0) {
            return -1;
        }
        try {
            return body.read(buffer, from, buffer.length - from);
        } catch (SocketTimeoutException silent) {
            throw tooSlow();
        } catch (IOException broken) {
            throw new BodyRefused(Reason.INCOMPLETE, "The body ended before it was complete.");
        }
    }

    private BodyRefused tooLarge() {
        return new BodyRefused(
                Reason.TOO_LARGE, "The body is larger than " + limit + " bytes; send less, or in several calls.");
    }

    private static BodyRefused tooSlow() {
        return new BodyRefused(Reason.TOO_SLOW, "The body took too long to come.");
    }
}
