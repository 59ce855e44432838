package org.cervicalinsufficiency.security;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory that all replicas share, with this process's own in front of it. A store that does not answer in time is left
 * alone for a while; what counts then is a setting: this process's memory, or nothing.
 */
public final class SharedReplayMemory implements ReplayMemory, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SharedReplayMemory.class);
    private static final int FAILURES = 3;
    private static final long REST = TimeUnit.SECONDS.toNanos(5);
    private static final int WAITING = 200;

    private final LocalReplayMemory local;
    private final ReplayMemory store;
    private final Duration deadline;
    private final boolean localWillDo;
    private final ThreadPoolExecutor threads;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong restingSince = new AtomicLong();

    /**
     * @param local the memory of this process
     * @param store the shared one
     * @param deadline how long a call waits for it
     * @param localWillDo whether calls are answered while the shared one is not there
     * @param threads how many uses may be under way
     */
    public SharedReplayMemory(
            LocalReplayMemory local, ReplayMemory store, Duration deadline, boolean localWillDo, int threads) {
        this.local = local;
        this.store = store;
        this.deadline = deadline;
        this.localWillDo = localWillDo;
        this.threads = new ThreadPoolExecutor(
                threads, threads, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "replay-memory");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Override
    public Memory use(String issuer, String id, Instant until) {
        Memory here = local.use(issuer, id, until);
        if (here != Memory.FIRST) {
            return here;
        }
        Memory everywhere = isResting() ? Memory.UNKNOWN : ask(issuer, id, until);
        if (everywhere != Memory.UNKNOWN) {
            return everywhere;
        }
        if (localWillDo) {
            return Memory.FIRST;
        }
        local.forget(issuer, id);
        return Memory.UNKNOWN;
    }

    /** Whether the shared memory is left alone at present. */
    public boolean isResting() {
        return failures.get() >= FAILURES && System.nanoTime() - restingSince.get() < REST;
    }

    private Memory ask(String issuer, String id, Instant until) {
        try {
            Future<Memory> answer = threads.submit(() -> store.use(issuer, id, until));
            try {
                Memory memory = answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
                recovered();
                return memory;
            } catch (TimeoutException late) {
                answer.cancel(false);
                failed(late);
            } catch (ExecutionException broken) {
                failed(broken.getCause() == null ? broken : broken.getCause());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        } catch (RejectedExecutionException busy) {
            failed(busy);
        }
        return Memory.UNKNOWN;
    }

    private void recovered() {
        if (failures.getAndSet(0) >= FAILURES) {
            LOG.warn("The shared memory of used tokens answers again.");
        }
    }

    /** After the rest one more failure begins the next one. */
    private void failed(Throwable failure) {
        if (failures.incrementAndGet() >= FAILURES) {
            restingSince.set(System.nanoTime());
            LOG.error(
                    "The shared memory of used tokens does not answer ({}): {}.",
                    failure.getClass().getSimpleName(),
                    localWillDo ? "a token can be used once on each replica" : "calls are refused");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
