package org.cervicalinsufficiency.fhirserver.database;

import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * Does the {@link StoreStep}s when the server starts, and if the database is not there then, as soon as it is: the order in
 * which server, database and migration are started does not matter. Until they are done {@code /fhir} answers 503; hooks
 * do not wait.
 */
public final class StoreStart implements ApplicationRunner, Ordered, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreStart.class);
    private static final long PAUSE_MILLIS = 500;

    private final StoreState state;
    private final Supplier<Optional<String>> schema;
    private final StartTurn turn;
    private final List<StoreStep> steps;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "store-start");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param state learns what is done
     * @param schema a sentence if its tables are not those of this release
     * @param turn of one replica at a time
     * @param steps what is to be done
     */
    public StoreStart(StoreState state, Supplier<Optional<String>> schema, StartTurn turn, List<StoreStep> steps) {
        this.state = state;
        this.schema = schema;
        this.turn = turn;
        this.steps =
                steps.stream().sorted(Comparator.comparingInt(StoreStep::place)).toList();
    }

    @Override
    public int getOrder() {
        return -1;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!isDone()) {
            LOG.warn(
                    "{} Hooks answer; /fhir does as soon as the store is ready.",
                    state.lacking().orElse(StoreState.BEGINNING));
            var unused =
                    later.scheduleWithFixedDelay(this::tryAgain, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tryAgain() {
        try {
            if (isDone()) {
                LOG.info("The store is ready: /fhir answers");
                later.shutdown();
            }
        } catch (RuntimeException failed) {
            say("The content could not be loaded into the store.", failed);
        }
    }

    private boolean isDone() {
        if (!state.isDatabaseThere()) {
            return false;
        }
        try {
            Optional<String> old = schema.get();
            if (old.isPresent()) {
                say(old.get(), null);
                return false;
            }
            var unused = state.begins(StoreState.BEGINNING);
            return areStepsDone();
        } catch (RuntimeException failed) {
            if (Absence.isBehind(failed)) {
                state.doubt();
                return false;
            }
            if (isMetByAnother(failed)) {
                return false;
            }
            throw failed;
        }
    }

    /** A replica that serves already writes the same at this moment. */
    private static boolean isMetByAnother(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof ResourceVersionConflictException
                        || cause instanceof DataIntegrityViolationException);
    }

    private boolean areStepsDone() {
        try (StartTurn.Taken mine = turn.take().orElse(null)) {
            if (mine == null) {
                return false;
            }
            steps.forEach(StoreStep::begin);
            state.began();
            return true;
        } catch (SQLException failed) {
            throw new UncategorizedSQLException("turn to begin", null, failed);
        }
    }

    /** Each sentence once, however often it is tried. */
    private void say(String sentence, @Nullable Throwable failure) {
        if (state.begins(sentence)) {
            LOG.error(sentence, failure);
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
