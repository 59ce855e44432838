package org.cervicalinsufficiency;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Says in one line why the server did not start. Stack traces are not printed (logging.exception-conversion-word), since
 * those of a running server hold values; before the start there are none, so this line may repeat messages.
 */
final class StartFailed implements ApplicationListener<ApplicationFailedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(StartFailed.class);
    private static final int CAUSES = 12;
    private static final int FRAMES = 8;

    @Override
    public void onApplicationEvent(ApplicationFailedEvent event) {
        LOG.error("The server did not start: {}", line(event.getException()));
    }

    /** The causes from the outermost to the root, and where the root was thrown. */
    static String line(Throwable failure) {
        Throwable root = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(CAUSES)
                .reduce(failure, (outer, inner) -> inner);
        String causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(CAUSES)
                .map(cause -> cause.getClass().getName() + ": " + cause.getMessage())
                .collect(Collectors.joining(" < "));
        String places = Stream.of(root.getStackTrace())
                .limit(FRAMES)
                .map(String::valueOf)
                .collect(Collectors.joining(" < "));
        return (causes + " at " + places).replaceAll("\\s*\\R\\s*", " ");
    }
}
