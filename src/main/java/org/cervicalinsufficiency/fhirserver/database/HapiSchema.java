package org.cervicalinsufficiency.fhirserver.database;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrationStorageSvc;
import ca.uhn.fhir.jpa.migrate.MigrationTaskList;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.dao.HapiMigrationDao;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.util.VersionEnum;
import java.util.Set;
import javax.sql.DataSource;

/** HAPI's own description of its tables: the steps of this release, and the record of those that a database has seen. */
final class HapiSchema {

    static final String RECORD = SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME;
    static final DriverTypeEnum DRIVER = DriverTypeEnum.POSTGRES_9_4;

    private HapiSchema() {}

    /** All steps of this release, oldest first. */
    static MigrationTaskList steps() {
        MigrationTaskList steps = new MigrationTaskList();
        steps.append(new HapiFhirJpaMigrationTasks(Set.of()).getAllTasks(VersionEnum.values()));
        return steps;
    }

    /** The record in a database. */
    static HapiMigrationStorageSvc record(DataSource source) {
        return new HapiMigrationStorageSvc(new HapiMigrationDao(source, DRIVER, RECORD));
    }

    /** How many steps the database has not seen and needs. */
    static int missing(DataSource source) {
        return record(source).diff(steps()).getUnskippableTasks().size();
    }
}
