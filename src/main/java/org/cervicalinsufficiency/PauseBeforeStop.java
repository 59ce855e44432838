package org.cervicalinsufficiency;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Connector;
import org.cervicalinsufficiency.security.ClosingFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Goes on answering for a while after the server was told to stop. {@code /readyz} says so from the first moment, but
 * whoever hands out calls looks at it only now and then; what it still sends in between must be answered. After that no
 * connection is taken any more, calls that have begun are finished, and a call over a connection that is still open gets
 * 503 with the time to try again.
 */
@Component
final class PauseBeforeStop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PauseBeforeStop.class);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** How long a client with an open connection is told to try again, before the connection goes. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    /** How long calls that have begun are waited for; the web server waits again. */
    private static final Duration FINISHING = Duration.ofSeconds(15);

    private static final long LOOK_MILLIS = 20;

    private final Duration pause;
    private final ClosingFilter calls;
    private final ObjectProvider<ServletWebServerApplicationContext> server;
    private final AtomicBoolean running = new AtomicBoolean();

    PauseBeforeStop(
            @Value("${screening.shutdown.pause:0s}") Duration pause,
            ClosingFilter calls,
            ObjectProvider<ServletWebServerApplicationContext> server) {
        if (pause.isNegative() || pause.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "screening.shutdown.pause is " + pause.toSeconds() + "s; set it between 0s and 20s.");
        }
        this.pause = pause;
        this.calls = calls;
        this.server = server;
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
            calls.close();
            server.ifAvailable(PauseBeforeStop::takeNoConnection);
            sayFarewell();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static void takeNoConnection(ServletWebServerApplicationContext context) {
        if (context.getWebServer() instanceof TomcatWebServer tomcat) {
            for (Connector connector : tomcat.getTomcat().getService().findConnectors()) {
                connector.getProtocolHandler().closeServerSocketGraceful();
            }
        }
    }

    private void sayFarewell() throws InterruptedException {
        long begin = System.nanoTime();
        long passed = 0;
        while (passed < FAREWELL.toNanos() || (calls.underWay() > 0 && passed < FINISHING.toNanos())) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            passed = System.nanoTime() - begin;
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
