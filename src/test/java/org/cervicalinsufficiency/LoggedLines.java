package org.cervicalinsufficiency;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Keeps every line that is logged until it is closed: ours at every level, others' as they are set. */
final class LoggedLines implements AutoCloseable {

    private final LoggerContext logs = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger ours = logs.getLogger("org.cervicalinsufficiency");
    private final Logger calls = logs.getLogger("org.cervicalinsufficiency.cdshooks.calls");
    private final Level oursBefore = ours.getLevel();
    private final Level callsBefore = calls.getLevel();
    private final Keeping keeping = new Keeping();

    LoggedLines() {
        keeping.setContext(logs);
        keeping.start();
        logs.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(keeping);
        ours.setLevel(Level.TRACE);
        calls.setLevel(Level.TRACE);
    }

    /** The lines so far. */
    List<String> all() {
        return List.copyOf(keeping.lines);
    }

    @Override
    public void close() {
        logs.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(keeping);
        ours.setLevel(oursBefore);
        calls.setLevel(callsBefore);
    }

    private static final class Keeping extends AppenderBase<ILoggingEvent> {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            IThrowableProxy thrown = event.getThrowableProxy();
            lines.add(event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage() + " "
                    + event.getMDCPropertyMap() + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
        }
    }
}
