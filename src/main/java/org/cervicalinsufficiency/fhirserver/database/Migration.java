package org.cervicalinsufficiency.fhirserver.database;

import ca.uhn.fhir.jpa.migrate.HapiMigrationException;
import ca.uhn.fhir.jpa.migrate.HapiMigrationLock;
import ca.uhn.fhir.jpa.migrate.HapiMigrationStorageSvc;
import ca.uhn.fhir.jpa.migrate.HapiMigrator;
import ca.uhn.fhir.jpa.migrate.IHapiMigrationCallback;
import ca.uhn.fhir.jpa.migrate.MigrationResult;
import ca.uhn.fhir.jpa.migrate.taskdef.BaseTask;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Brings the schema of a PostgreSQL database to this release: HAPI's tables by HAPI's migrator, then ours. It is a step of
 * its own, run by a role that owns the tables; serving processes change nothing. It can be run again at any time, also
 * after it was killed: what is done is not done twice.
 */
public final class Migration {

    private static final Logger LOG = LoggerFactory.getLogger(Migration.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final DataSource source;
    private final Duration patience;

    /** @param source connections of the role that owns the tables, without a limit for the time of a statement */
    public Migration(DataSource source) {
        this(source, PATIENCE);
    }

    /** @param patience how long to wait for another migration that is under way */
    Migration(DataSource source, Duration patience) {
        this.source = source;
        this.patience = patience;
    }

    /**
     * What a migration did.
     *
     * @param steps of HAPI that were run now
     * @param unlocked whether a migration before this one had been killed and left its lock
     */
    public record Done(int steps, boolean unlocked) {}

    /**
     * Migrates.
     *
     * @throws MigrationFailed with a sentence that says why and what to do
     */
    public Done run() {
        try (AdvisoryLock turn = MigrationTurn.take(source, patience)) {
            boolean unlocked = unlock();
            int steps = hapi();
            LOG.info("Migration: our own tables");
            OwnTables.migrate(source);
            return new Done(steps, unlocked);
        } catch (HapiMigrationException failed) {
            throw new MigrationFailed(
                    "HAPI's migration stopped: " + rootOf(failed)
                            + " Mend the cause and run it again; steps that are done are not repeated.",
                    failed);
        } catch (SQLException | DataAccessException failed) {
            throw new MigrationFailed(
                    "The database could not be migrated: " + rootOf(failed)
                            + " Check spring.datasource.url, and that spring.datasource.username may create tables there.",
                    failed);
        }
    }

    /**
     * HAPI's own lock is a row that a killed migration leaves for ever. Whoever has the turn knows that nobody works under
     * it any more.
     */
    private boolean unlock() {
        HapiMigrationStorageSvc record = HapiSchema.record(source);
        boolean unused = record.createMigrationTableIfRequired();
        return record.findFirstByPidAndNotDescription(HapiMigrationLock.LOCK_PID, "-")
                .map(left -> {
                    LOG.warn(
                            "A migration that began at {} was killed: its lock is taken away, the work goes on.",
                            left.getInstalledOn());
                    return record.deleteLockRecord(left.getDescription());
                })
                .orElse(false);
    }

    private int hapi() {
        HapiMigrator migrator = new HapiMigrator(HapiSchema.RECORD, source, HapiSchema.DRIVER);
        migrator.addTasks(HapiSchema.steps());
        migrator.setCallbacks(List.of(new Progress()));
        MigrationResult result = migrator.migrate();
        return result.succeededTasks.size();
    }

    /** A line for each step. */
    private static final class Progress implements IHapiMigrationCallback {
        @Override
        public void preExecution(BaseTask step) {
            LOG.info("Migration: {} {}", step.getMigrationVersion(), step.getDescription());
        }
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage()).replaceAll("\\s*\\R\\s*", " ");
        return message.endsWith(".") ? message : message + ".";
    }
}
