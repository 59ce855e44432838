package org.cervicalinsufficiency.fhirserver.database;

import org.jspecify.annotations.Nullable;

/** Why the schema was not migrated, as a sentence with the remedy. */
public final class MigrationFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MigrationFailed(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
