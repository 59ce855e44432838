package org.cervicalinsufficiency;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes what was thrown at the end of its line: the types of all causes and the places of the innermost one. Never a
 * message, since messages of libraries repeat the values that they could not handle.
 */
final class FailurePlaces extends ThrowableHandlingConverter {

    private static final int CAUSES = 12;
    private static final int FRAMES = 12;

    @Override
    public String convert(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown == null) {
            return "";
        }
        List<IThrowableProxy> chain = Stream.iterate(thrown, cause -> cause != null, IThrowableProxy::getCause)
                .limit(CAUSES)
                .toList();
        String types = chain.stream().map(IThrowableProxy::getClassName).collect(Collectors.joining(" < "));
        String places = Stream.of(chain.get(chain.size() - 1).getStackTraceElementProxyArray())
                .limit(FRAMES)
                .map(frame -> String.valueOf(frame.getStackTraceElement()))
                .collect(Collectors.joining(" < "));
        return " " + types + " at " + places;
    }
}
