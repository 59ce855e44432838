package org.cervicalinsufficiency.fhirserver.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.stream.Stream;

/** Tells a database that is away (or has no connection left) from everything else that may fail. */
public final class Absence {

    private static final int CAUSES = 20;

    /** Shut down by its administrator, crashed, still starting, no connection left. */
    private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "53300");

    /** The class of states of broken connections. */
    private static final String CONNECTION = "08";

    /** How the pool refuses a rollback on a connection that broke. */
    private static final String CLOSED = "Connection is closed";

    private Absence() {}

    /** Whether one of the causes says that the database could not be reached. */
    public static boolean isBehind(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(CAUSES)
                .anyMatch(Absence::isIt);
    }

    private static boolean isIt(Throwable cause) {
        if (cause instanceof SQLTransientConnectionException
                || cause instanceof SQLNonTransientConnectionException
                || cause instanceof SQLRecoverableException) {
            return true;
        }
        if (!(cause instanceof SQLException sql)) {
            return false;
        }
        String state = sql.getSQLState();
        return state == null ? CLOSED.equals(sql.getMessage()) : state.startsWith(CONNECTION) || STATES.contains(state);
    }
}
