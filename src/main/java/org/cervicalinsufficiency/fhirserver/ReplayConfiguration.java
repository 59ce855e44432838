package org.cervicalinsufficiency.fhirserver;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the used tokens of CDS clients are kept. */
@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {

    @Bean
    ReplayTable replayTable(DataSource source, @Value("${screening.database.schema-update}") boolean schemaUpdate)
            throws SQLException {
        return new ReplayTable(source, isPostgres(source), schemaUpdate).purging();
    }

    private static boolean isPostgres(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        }
    }
}
