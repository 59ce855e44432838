package org.cervicalinsufficiency.fhirserver.subscription;

import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The two tables of {@code schema/subscriptions.sql}. */
final class DeliveryTables {

    private final JdbcTemplate jdbc;

    /**
     * @param source the database of the FHIR server: rows are written in its transactions
     * @param schemaUpdate whether tables that are not there are made, as Hibernate does with the others
     */
    DeliveryTables(DataSource source, boolean schemaUpdate) {
        if (schemaUpdate) {
            DatabasePopulatorUtils.execute(
                    new ResourceDatabasePopulator(new ClassPathResource("schema/subscriptions.sql")), source);
        }
        this.jdbc = new JdbcTemplate(source);
    }

    /** Statements over these tables; they join the transaction of the thread. */
    JdbcTemplate jdbc() {
        return jdbc;
    }
}
