package org.cervicalinsufficiency.fhirserver;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs work on a few threads of its own and waits for it no longer than allowed, whatever the work waits for. */
final class BoundedCalls implements AutoCloseable {

    private final ThreadPoolExecutor threads;
    private final Duration limit;

    /**
     * @param name of the threads
     * @param size how many there are
     * @param waiting how many calls may queue for them
     * @param limit how long a call may take, queueing included
     */
    BoundedCalls(String name, int size, int waiting, Duration limit) {
        AtomicInteger number = new AtomicInteger();
        this.threads =
                new ThreadPoolExecutor(size, size, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(waiting), task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        this.limit = limit;
    }

    /** Why a call gave nothing; the cause is what the work threw, if it came to that. */
    static final class NotDone extends Exception {
        private static final long serialVersionUID = 1L;

        NotDone(String message, Throwable cause) {
            super(message, cause);
        }

        /** The kind of failure for a log, without any text of it. */
        String kind() {
            Throwable cause = getCause();
            return cause == null ? getClass().getName() : cause.getClass().getName();
        }
    }

    /**
     * The result of the work.
     *
     * @throws NotDone if it failed, took too long, or could not begin
     */
    <T> T call(Callable<T> work) throws NotDone {
        Future<T> future;
        try {
            future = threads.submit(work);
        } catch (RejectedExecutionException full) {
            throw new NotDone("All threads are busy.", full);
        }
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            future.cancel(true);
            throw new NotDone("It took longer than " + limit.toMillis() + " ms.", late);
        } catch (ExecutionException failed) {
            throw new NotDone("It failed.", failed.getCause() == null ? failed : failed.getCause());
        } catch (InterruptedException stopped) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new NotDone("The caller was stopped.", stopped);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
