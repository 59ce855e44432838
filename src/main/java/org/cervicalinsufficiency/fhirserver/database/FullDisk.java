package org.cervicalinsufficiency.fhirserver.database;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;

/** Tells a database whose disk has no room left from everything else that may fail. */
final class FullDisk {

    static final int STATUS = 507;
    static final String SENTENCE =
            "The disk of the database has no room left; nothing was stored. Try again when there is room.";

    private static final int CAUSES = 20;

    /** PostgreSQL's "disk full", and H2's. */
    private static final Set<String> STATES = Set.of("53100", "90100");

    /** What the C library says, and Java passes on. */
    private static final String NO_SPACE = "No space left on device";

    private FullDisk() {}

    /** Whether one of the causes says so. */
    static boolean isBehind(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(CAUSES)
                .anyMatch(FullDisk::isIt);
    }

    private static boolean isIt(Throwable cause) {
        if (cause instanceof SQLException sql && sql.getSQLState() != null && STATES.contains(sql.getSQLState())) {
            return true;
        }
        return cause instanceof IOException
                && String.valueOf(cause.getMessage()).contains(NO_SPACE);
    }
}
