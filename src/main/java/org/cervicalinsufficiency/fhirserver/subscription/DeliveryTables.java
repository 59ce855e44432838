package org.cervicalinsufficiency.fhirserver.subscription;

import javax.sql.DataSource;
import org.cervicalinsufficiency.fhirserver.database.OwnTables;
import org.springframework.jdbc.core.JdbcTemplate;

/** The two tables of {@code schema/subscriptions.sql}. */
final class DeliveryTables {

    private final JdbcTemplate jdbc;

    /**
     * @param source the database of the FHIR server: rows are written in its transactions
     * @param schemaUpdate whether tables that are not there are made, as Hibernate does with the others
     */
    DeliveryTables(DataSource source, boolean schemaUpdate) {
        if (schemaUpdate) {
            OwnTables.create(source, "schema/subscriptions.sql");
        }
        this.jdbc = new JdbcTemplate(source);
    }

    /** Statements over these tables; they join the transaction of the thread. */
    JdbcTemplate jdbc() {
        return jdbc;
    }
}
