package org.cervicalinsufficiency.fhirserver.database;

import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;

/** Whether a database has the tables of this release. It changes nothing. */
public final class SchemaCheck implements Supplier<Optional<String>> {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaCheck.class);
    private static final String OLDER = "The schema of the database is older than this release.";
    private static final String NONE = "The database has no schema, or this role may not read it.";
    private static final String REMEDY =
            " Run the migration with a role that owns the tables: java -jar <this jar> migrate"
                    + " --spring.profiles.active=production. This process goes on by itself after it.";

    private final DataSource source;

    /** @param source connections of the role that serves */
    public SchemaCheck(DataSource source) {
        this.source = source;
    }

    @Override
    public Optional<String> get() {
        try {
            boolean older = HapiSchema.missing(source) > 0 || OwnTables.versionOf(source) < OwnTables.VERSION;
            return older ? Optional.of(OLDER + REMEDY) : Optional.empty();
        } catch (NonTransientDataAccessResourceException away) {
            throw away;
        } catch (NonTransientDataAccessException noTables) {
            LOG.debug("The tables of the migration could not be read", noTables);
            return Optional.of(NONE + REMEDY);
        }
    }
}
