package org.cervicalinsufficiency.replicas;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.cervicalinsufficiency.Breakable;
import org.cervicalinsufficiency.FhirHttp;
import org.cervicalinsufficiency.InventedPatients;
import org.cervicalinsufficiency.SqlCounter;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * Like {@link org.cervicalinsufficiency.ServerTest}, over a migrated PostgreSQL, with the role that serves. On a class
 * that extends a test of the server, all its tests run again there; all of them share one application.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "screening.data-directory=./target/it/${random.uuid}",
            "screening.today=2026-06-15",
            "screening.sample-data=false",
            "screening.tenant.fhir-bases[0]=https://ehr.example/fhir",
            "screening.database.dialect=ca.uhn.fhir.jpa.model.dialect.HapiFhirPostgresDialect",
            "screening.database.schema-update=false",
            "screening.hooks.store-deadline=1s",
            "screening.subscriptions.poll=200ms",
            "screening.subscriptions.first-retry=100ms",
            "screening.subscriptions.longest-retry=400ms",
            "screening.subscriptions.answer-timeout=2s",
            "screening.limits.failures-per-second=100000",
            "screening.limits.failures-at-once=100000",
            "screening.audit.move-every=200ms"
        })
@ContextConfiguration(initializers = SharedPostgres.class)
@Import({SqlCounter.class, FhirHttp.class, Breakable.class, InventedPatients.class})
public @interface PostgresTest {}
