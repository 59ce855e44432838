package org.cervicalinsufficiency.feedback;

import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.cervicalinsufficiency.Breakable;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.replicas.PostgresTest;
import org.springframework.beans.factory.annotation.Autowired;

/** {@link FeedbackIT} over PostgreSQL. */
@PostgresTest
class FeedbackPostgresIT extends FeedbackIT {

    @Autowired
    FeedbackPostgresIT(FhirHttp http, MeterRegistry meters, DataSource source, Breakable parts) {
        super(http, meters, source, parts);
    }
}
