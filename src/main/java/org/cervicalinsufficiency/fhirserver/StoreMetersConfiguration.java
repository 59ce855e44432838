package org.cervicalinsufficiency.fhirserver;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What is counted of the store. */
@Configuration(proxyBeanMethods = false)
class StoreMetersConfiguration {

    private static final int SECONDS = 10;

    @Bean
    SubmissionMeters submissionMeters(ObjectProvider<MeterRegistry> meters) {
        return new SubmissionMeters(meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    StoreSizes storeSizes(DataSource source, ObjectProvider<MeterRegistry> meters) {
        return new StoreSizes(new BoundedJdbc(source, SECONDS), meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    @Order(5)
    ApplicationRunner storeSizesStart(StoreSizes sizes, @Value("${screening.database.count-every:5m}") Duration pause) {
        return arguments -> sizes.start(pause);
    }
}
