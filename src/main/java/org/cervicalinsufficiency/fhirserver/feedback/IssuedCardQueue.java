package org.cervicalinsufficiency.fhirserver.feedback;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.cervicalinsufficiency.feedback.IssuedAnswer;
import org.cervicalinsufficiency.feedback.IssuedCards;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Writes down what went out, on a thread of its own: an answer never waits for the database. While the database is away
 * answers wait here; when too many wait, further ones are not written down, which is counted and logged.
 */
final class IssuedCardQueue implements IssuedCards, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IssuedCardQueue.class);
    private static final int BATCH = 200;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final long LOG_EVERY = TimeUnit.MINUTES.toNanos(1);
    private static final long POLL_MILLIS = 5;
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final IssuedCardTable table;
    private final Retention retention;
    private final BlockingQueue<IssuedAnswer> waiting;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong loggedAt = new AtomicLong(System.nanoTime() - LOG_EVERY);
    private final MeterRegistry meters;
    private final Counter lost;
    private final Thread worker;

    /**
     * @param table where to
     * @param retention what else is done while nothing goes out
     * @param size how many answers may wait
     * @param meters counts what could not be written down, and what was withheld
     */
    IssuedCardQueue(IssuedCardTable table, Retention retention, int size, MeterRegistry meters) {
        this.table = table;
        this.retention = retention;
        this.waiting = new ArrayBlockingQueue<>(size);
        this.meters = meters;
        this.lost = Counter.builder("cds.cards.unrecorded")
                .description("Cards that went out and were not written down")
                .register(meters);
        this.worker = new Thread(this::work, "issued-cards");
        this.worker.setDaemon(true);
    }

    /** Begins to write; what was noted before is not lost. */
    void start() {
        worker.start();
    }

    @Override
    public void note(IssuedAnswer answer) {
        answer.withheld()
                .forEach(card -> meters.counter(
                                "cds.cards.suppressed",
                                "topic",
                                card.topic(),
                                "reason",
                                card.reason().code())
                        .increment());
        if (answer.cards().isEmpty()) {
            return;
        }
        open.incrementAndGet();
        if (!waiting.offer(answer)) {
            open.decrementAndGet();
            lose(answer, "too many answers wait for the database");
        }
    }

    /** Waits until all that was noted before is written, or the time is over. */
    void settle(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (open.get() > 0 && System.nanoTime() < end) {
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void work() {
        List<IssuedAnswer> batch = new ArrayList<>();
        while (!stopped.get() || !waiting.isEmpty()) {
            take(batch);
            if (batch.isEmpty()) {
                retention.purgeIfDue();
            } else {
                write(batch);
                open.addAndGet(-batch.size());
                batch.clear();
            }
        }
    }

    private void take(List<IssuedAnswer> batch) {
        try {
            IssuedAnswer first = waiting.poll(FIRST_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                waiting.drainTo(batch, BATCH - 1);
            }
        } catch (InterruptedException ended) {
            stopped.set(true);
        }
    }

    /** Tries until it is written; at the end of the process once more only. */
    private void write(List<IssuedAnswer> batch) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                table.write(batch);
                return;
            } catch (DataIntegrityViolationException refused) {
                writeOneByOne(batch);
                return;
            } catch (RuntimeException away) {
                if (stopped.get()) {
                    batch.forEach(answer -> lose(answer, "the server stops"));
                    return;
                }
                logSometimes("Issued cards wait to be written down: "
                        + away.getClass().getName());
                pause(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private void writeOneByOne(List<IssuedAnswer> batch) {
        for (IssuedAnswer answer : batch) {
            try {
                table.write(List.of(answer));
            } catch (RuntimeException refused) {
                lose(answer, refused.getClass().getName());
            }
        }
    }

    private void lose(IssuedAnswer answer, String why) {
        lost.increment(answer.cards().size());
        logSometimes("Issued cards were not written down, feedback on them will find no card: " + why);
    }

    /** One line a minute says enough; the counter has the number. */
    private void logSometimes(String sentence) {
        long last = loggedAt.get();
        if (System.nanoTime() - last >= LOG_EVERY && loggedAt.compareAndSet(last, System.nanoTime())) {
            LOG.error("{}", sentence);
        }
    }

    private void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException ended) {
            stopped.set(true);
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what waits and ends. */
    @Override
    public void close() {
        stopped.set(true);
        try {
            worker.join(FAREWELL.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        worker.interrupt();
    }
}
