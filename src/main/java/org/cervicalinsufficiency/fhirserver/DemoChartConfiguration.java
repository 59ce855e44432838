package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.cervicalinsufficiency.questionnaire.ChartReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Lets the demo page read the invented patients. Where tenants have parts of their own, it sees none of them. */
@Configuration(proxyBeanMethods = false)
@Profile("!production")
class DemoChartConfiguration {

    @Bean
    ChartReader localCharts(DaoRegistry daos, TenantStores stores) {
        return patientId ->
                new StoredCharts(daos, stores.of((RequestDetails) null).asServer()).read(patientId);
    }
}
