package org.cervicalinsufficiency;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * A test against the running application: a free port, an empty database below {@code target/}, the clock stopped at
 * 2026-06-15, no sample data. All classes with just this annotation share one application.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@AutoConfigureObservability
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "screening.data-directory=./target/it/${random.uuid}",
            "screening.today=2026-06-15",
            "screening.sample-data=false",
            "screening.tenant.fhir-bases[0]=https://ehr.example/fhir",
            // What a call says must not depend on how busy the machine of the tests is.
            "screening.hooks.store-deadline=1s",
            "screening.hooks.evaluation-date-header=true",
            "screening.subscriptions.poll=200ms",
            "screening.subscriptions.first-retry=100ms",
            "screening.subscriptions.longest-retry=400ms",
            "screening.subscriptions.answer-timeout=2s",
            // The author's token of the tests is "test-author".
            "screening.authoring.token-sha256=5db3fbae9c291c9eb9d14e6ec6ad93c39d74d225a04e5188b609f6acf967f221",
            "screening.limits.failures-per-second=100000",
            "screening.limits.failures-at-once=100000",
            "screening.audit.move-every=200ms",
            // Tests make the rounds themselves, or with a worker of their own.
            "screening.assess-later.pause=1h"
        })
@Import({SqlCounter.class, FhirHttp.class, Breakable.class, InventedPatients.class})
public @interface ServerTest {}
