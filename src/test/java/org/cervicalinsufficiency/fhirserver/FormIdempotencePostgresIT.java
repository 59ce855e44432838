package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.replicas.PostgresTest;
import org.springframework.beans.factory.annotation.Autowired;

/** {@link FormIdempotenceIT} over PostgreSQL. */
@PostgresTest
class FormIdempotencePostgresIT extends FormIdempotenceIT {

    @Autowired
    FormIdempotencePostgresIT(FhirHttp http, FhirContext fhir) {
        super(http, fhir);
    }
}
