package org.cervicalinsufficiency.fhirserver;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the used tokens of CDS clients are kept. */
@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {

    @Bean
    ReplayTable replayTable(
            DataSource source,
            @Value("${spring.datasource.url}") String url,
            @Value("${screening.database.schema-update}") boolean schemaUpdate) {
        return new ReplayTable(source, url.startsWith("jdbc:postgresql:"), schemaUpdate).purging();
    }
}
