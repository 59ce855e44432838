package org.cervicalinsufficiency.fhirserver.subscription;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import javax.sql.DataSource;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.replicas.PostgresTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;

/** {@link SubscriptionDeliveryIT} over PostgreSQL. */
@PostgresTest
class SubscriptionDeliveryPostgresIT extends SubscriptionDeliveryIT {

    @Autowired
    SubscriptionDeliveryPostgresIT(
            FhirHttp http,
            FhirContext fhir,
            DaoRegistry daos,
            DataSource database,
            PlatformTransactionManager transactions) {
        super(http, fhir, daos, database, transactions);
    }
}
