package org.cervicalinsufficiency.fhirserver.subscription;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.cervicalinsufficiency.fhirserver.subscription.SubscriptionTable.Registered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Empties the outbox in threads of its own, apart from those that serve calls: looks regularly and after each commit that
 * added something, and gives each receiver no more attempts at once than it may occupy.
 */
final class DeliveryWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);

    private final SubscriptionTable subscriptions;
    private final Outbox outbox;
    private final StoredResources stored;
    private final Delivery delivery;
    private final SubscriptionProperties settings;
    private final Receivers receivers;
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(threads("outbox-look-"));
    private final ExecutorService telling = Executors.newCachedThreadPool(threads("outbox-tell-"));
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean troubled = new AtomicBoolean();

    DeliveryWorker(
            SubscriptionTable subscriptions,
            Outbox outbox,
            StoredResources stored,
            Delivery delivery,
            SubscriptionProperties settings) {
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.stored = stored;
        this.delivery = delivery;
        this.settings = settings;
        this.receivers = new Receivers(settings.perReceiver());
    }

    @Override
    public void start() {
        running.set(true);
        long poll = settings.poll().toMillis();
        looking.scheduleWithFixedDelay(this::look, 0, poll, TimeUnit.MILLISECONDS);
    }

    /** Takes nothing new, waits for the attempts under way, then interrupts them: their notices stay in the outbox. */
    @Override
    public void stop() {
        running.set(false);
        looking.shutdown();
        telling.shutdown();
        try {
            Duration longest = settings.connectTimeout().plus(settings.answerTimeout());
            if (!telling.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                telling.shutdownNow();
                LOG.warn("Subscription notices under way were stopped; they are delivered after the next start");
            }
        } catch (InterruptedException hurry) {
            telling.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }

    /** Looks at the outbox soon; returns at once. */
    void wake() {
        if (running.get() && asked.compareAndSet(false, true)) {
            try {
                looking.execute(this::look);
            } catch (RejectedExecutionException stopping) {
                asked.set(false);
            }
        }
    }

    private void look() {
        asked.set(false);
        if (!running.get()) {
            return;
        }
        try {
            List<Registered> due = new ArrayList<>(subscriptions.due());
            Collections.shuffle(due);
            due.forEach(this::serve);
            recovered();
        } catch (RuntimeException failure) {
            inTrouble(failure);
        }
    }

    private void serve(Registered subscription) {
        if (subscription.ended()) {
            SubscriptionKey key = SubscriptionKey.parse(subscription.id());
            stored.activeSubscription(key).ifPresent(active -> stored.end(key, active));
            return;
        }
        String target = subscription.target();
        int free = receivers.takeAll(target);
        int taken = 0;
        try {
            if (free > 0) {
                List<Notice> due = outbox.claim(subscription.id(), free, settings.lease());
                for (Notice notice : due) {
                    telling.execute(() -> tell(target, notice));
                    taken++;
                }
            }
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Stopping: claimed notices are delivered after their lease");
        } finally {
            receivers.giveBack(target, free - taken);
        }
    }

    private void tell(String target, Notice notice) {
        try {
            delivery.attempt(notice);
            recovered();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            inTrouble(failure);
        } finally {
            receivers.giveBack(target, 1);
            wake();
        }
    }

    /** Said once for each time of trouble: with the database down there would be a line for every look. */
    private void inTrouble(RuntimeException failure) {
        if (running.get() && !troubled.getAndSet(true)) {
            LOG.error(
                    "Subscription notices wait: the outbox cannot be worked on: problem={}",
                    failure.getClass().getName());
        }
    }

    private void recovered() {
        if (troubled.getAndSet(false)) {
            LOG.info("Subscription notices go out again");
        }
    }

    private static ThreadFactory threads(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
