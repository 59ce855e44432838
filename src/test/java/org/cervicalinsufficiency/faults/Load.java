package org.cervicalinsufficiency.faults;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.cervicalinsufficiency.replicas.ProductionCalls;

/**
 * Calls that are sent at their time whether those before were answered or not: so many hook calls in a second, and one form
 * for every twenty of them.
 */
final class Load {

    private static final int FORMS_EVERY = 20;
    private static final int CALLERS = 96;
    private static final int WARMING = 4;

    private final ProductionCalls calls;
    private final Queue<Long> hookMillis = new ConcurrentLinkedQueue<>();
    private final Queue<Long> formMillis = new ConcurrentLinkedQueue<>();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

    private Load(ProductionCalls calls) {
        this.calls = calls;
    }

    /** Begins. */
    static Load of(ProductionCalls calls, int perSecond) {
        Load load = new Load(calls);
        long micros = TimeUnit.SECONDS.toMicros(1) / perSecond;
        var unused = load.clock.scheduleAtFixedRate(load::next, 0, micros, TimeUnit.MICROSECONDS);
        return load;
    }

    /** Calls one after the other, by four callers, so that a server that was just started learns what it does often. */
    static void warm(ProductionCalls calls, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < WARMING; i++) {
            Thread thread = new Thread(() -> {
                while (System.nanoTime() < end) {
                    var hook = calls.hook();
                    var form = calls.form(ProductionCalls.rightForm());
                }
            });
            thread.start();
            threads.add(thread);
        }
        threads.forEach(Load::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void next() {
        long due = System.nanoTime();
        int number = sent.getAndIncrement();
        callers.execute(() -> call(due, hookMillis, 200, calls::hook));
        if (number % FORMS_EVERY == 0) {
            callers.execute(() -> call(due, formMillis, 201, () -> calls.form(ProductionCalls.rightForm())));
        }
    }

    private void call(long due, Queue<Long> millis, int wanted, Supplier<HttpResponse<String>> call) {
        try {
            HttpResponse<String> answer = call.get();
            if (answer.statusCode() != wanted) {
                failed.add(now() + " " + answer.statusCode() + " " + answer.body());
            }
        } catch (UncheckedIOException nobody) {
            failed.add(now() + " " + nobody.getCause());
        }
        millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - due));
    }

    private static LocalTime now() {
        return LocalTime.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Sends nothing more and waits for the answers. */
    void stop() {
        clock.shutdown();
        try {
            if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("The clock of the load goes on.");
            }
            callers.shutdown();
            if (!callers.awaitTermination(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("Calls are not answered.");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    List<String> failed() {
        return List.copyOf(failed);
    }

    int hooks() {
        return hookMillis.size();
    }

    int forms() {
        return formMillis.size();
    }

    /** How long hook calls took from the moment they were due, queueing here included. */
    String hookTimes() {
        return times(hookMillis);
    }

    String formTimes() {
        return times(formMillis);
    }

    private static String times(Queue<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return "none";
        }
        return "median %d ms, 99 of 100 within %d ms, slowest %d ms, %d over 500 ms"
                .formatted(
                        sorted.get(sorted.size() / 2),
                        sorted.get(sorted.size() * 99 / 100),
                        sorted.get(sorted.size() - 1),
                        sorted.stream().filter(each -> each > 500).count());
    }
}
