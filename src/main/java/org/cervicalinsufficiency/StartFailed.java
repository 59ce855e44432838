package org.cervicalinsufficiency;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cervicalinsufficiency.fhirserver.LocalDatabaseInUse;
import org.cervicalinsufficiency.tenant.InvalidTenantFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Says in one line why the server did not start. Elsewhere messages of failures are not printed, since those of a running
 * server hold values ({@link FailurePlaces}); before the start there are none.
 */
final class StartFailed implements ApplicationListener<ApplicationFailedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(StartFailed.class);
    private static final int CAUSES = 12;
    private static final int FRAMES = 8;

    @Override
    public void onApplicationEvent(ApplicationFailedEvent event) {
        boolean toldInSentences = chain(event.getException()).anyMatch(StartFailed::isToldInSentences);
        if (!toldInSentences) {
            LOG.error("The server did not start: {}", line(event.getException()));
        }
    }

    private static boolean isToldInSentences(Throwable cause) {
        return cause instanceof InsecureProduction
                || cause instanceof InvalidTenantFile
                || cause instanceof LocalDatabaseInUse;
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(CAUSES);
    }

    /** The causes from the outermost to the root, and where the root was thrown. */
    static String line(Throwable failure) {
        Throwable root = chain(failure).reduce(failure, (outer, inner) -> inner);
        String causes = chain(failure)
                .map(cause -> cause.getClass().getName() + ": " + cause.getMessage())
                .collect(Collectors.joining(" < "));
        String places = Stream.of(root.getStackTrace())
                .limit(FRAMES)
                .map(String::valueOf)
                .collect(Collectors.joining(" < "));
        return (causes + " at " + places).replaceAll("\\s*\\R\\s*", " ");
    }
}
