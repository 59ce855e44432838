package org.cervicalinsufficiency.faults;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cervicalinsufficiency.replicas.ProductionCalls;

/** Several clients that write without a pause until they are stopped or nobody answers any more. */
final class Writers {

    private final Queue<Write> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Write> cutOff = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final Queue<Long> refusedAfterMillis = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean(true);
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Begins.
     *
     * @param kinds one client for each
     */
    Writers(ProductionCalls calls, List<Write.Kind> kinds) {
        for (Write.Kind kind : kinds) {
            Thread thread = new Thread(() -> write(calls, kind), "writer-" + kind);
            thread.start();
            threads.add(thread);
        }
    }

    private void write(ProductionCalls calls, Write.Kind kind) {
        while (writing.get()) {
            Write write = Write.next(kind);
            long begin = System.nanoTime();
            try {
                HttpResponse<String> answer = write.send(calls);
                if (Write.isAcknowledged(answer)) {
                    acknowledged.add(write);
                } else {
                    cutOff.add(write);
                    refusedAfterMillis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
                    refused.add(kind + " " + answer.statusCode() + " " + answer.body());
                    pause(50);
                }
            } catch (UncheckedIOException gone) {
                cutOff.add(write);
                pause(50);
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until so many writes are acknowledged, or so long. */
    void await(int writes, Duration atMost) {
        long begin = System.nanoTime();
        while (acknowledged.size() < writes && System.nanoTime() - begin < atMost.toNanos()) {
            pause(1);
        }
    }

    /** Sends nothing more, and waits for what is under way. */
    void stop() {
        writing.set(false);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void sendNothingMore() {
        writing.set(false);
    }

    List<Write> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** What was under way, or came to a server that was gone: it may be stored or not, but whole. */
    List<Write> cutOff() {
        return List.copyOf(cutOff);
    }

    /** How long each of these answers took. */
    List<Long> refusedAfterMillis() {
        return List.copyOf(refusedAfterMillis);
    }

    /** Answers that were no acknowledgement. */
    List<String> refused() {
        return List.copyOf(refused);
    }
}
