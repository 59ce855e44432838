package org.cervicalinsufficiency.fhirserver.subscription;

import javax.sql.DataSource;
import org.cervicalinsufficiency.replicas.PostgresTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;

/** {@link OutboxIT} over PostgreSQL. */
@PostgresTest
class OutboxPostgresIT extends OutboxIT {

    @Autowired
    OutboxPostgresIT(Outbox outbox, DataSource database, PlatformTransactionManager transactions) {
        super(outbox, database, transactions);
    }
}
