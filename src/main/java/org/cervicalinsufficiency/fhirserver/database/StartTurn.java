package org.cervicalinsufficiency.fhirserver.database;

import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Who does the {@link StoreStep}s now: replicas that begin together load the same content, and HAPI refuses a second resource
 * with the same canonical in words that differ from type to type. So one begins after the other.
 */
@FunctionalInterface
public interface StartTurn {

    /** The letters "contents" as a number: only ours use it. */
    long KEY = 0x636f_6e74_656e_7473L;

    /** Ends the turn. */
    @FunctionalInterface
    interface Taken extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    /** The turn, unless another replica has it. */
    Optional<Taken> take() throws SQLException;

    /** Of the only process. */
    static StartTurn alone() {
        return () -> Optional.of(() -> {});
    }

    /** Of replicas over one PostgreSQL. */
    static StartTurn over(DataSource sessions) {
        return () -> AdvisoryLock.tryTake(sessions, KEY).map(lock -> lock::close);
    }
}
