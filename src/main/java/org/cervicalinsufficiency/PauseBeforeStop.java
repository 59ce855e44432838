package org.cervicalinsufficiency;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Goes on answering for a while after the server was told to stop. {@code /readyz} says so from the first moment, but
 * whoever hands out calls looks at it only now and then; what it still sends in between must be answered.
 */
@Component
final class PauseBeforeStop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PauseBeforeStop.class);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Duration pause;
    private final AtomicBoolean running = new AtomicBoolean();

    PauseBeforeStop(@Value("${screening.shutdown.pause:0s}") Duration pause) {
        if (pause.isNegative() || pause.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "screening.shutdown.pause is " + pause.toSeconds() + "s; set it between 0s and 20s.");
        }
        this.pause = pause;
    }

    @Override
    public void start() {
        running.set(true);
    }

    @Override
    public void stop() {
        running.set(false);
        if (pause.isZero()) {
            return;
        }
        LOG.info("Stopping: not ready any more, answering for another {} ms.", pause.toMillis());
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }

    /** Before everything else: the web server stops in a later phase. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
