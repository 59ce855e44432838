package org.cervicalinsufficiency;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Lets every failure be one line in the log, also those that libraries write: {@link FailurePlaces} stands where a stack
 * trace would. It comes after Spring Boot has set the log up.
 */
final class OneLineFailures implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    /** How Spring Boot's patterns name the place of a stack trace. */
    private static final String WORD = "wEx";

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            root.iteratorForAppenders().forEachRemaining(appender -> {
                if (appender instanceof OutputStreamAppender<ILoggingEvent> stream
                        && stream.getEncoder() instanceof PatternLayoutEncoder usual) {
                    stream.setEncoder(oneLine(usual, context));
                }
            });
        }
    }

    /** The same pattern without stack traces. */
    static LayoutWrappingEncoder<ILoggingEvent> oneLine(PatternLayoutEncoder usual, LoggerContext context) {
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(usual.getCharset());
        encoder.setLayout(layout(usual.getPattern(), context));
        encoder.start();
        return encoder;
    }

    private static PatternLayout layout(String pattern, LoggerContext context) {
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.getInstanceConverterMap().put(WORD, FailurePlaces::new);
        layout.setPattern(pattern);
        layout.start();
        return layout;
    }
}
