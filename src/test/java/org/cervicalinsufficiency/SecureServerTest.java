package org.cervicalinsufficiency;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against the running application with the registrations of {@link SecureTenants}: every hook call needs a token of
 * {@link TestTokens}. Otherwise like {@link ServerTest}; all classes with just this annotation share one application.
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
            "screening.base-url=" + SecureTenants.BASE,
            // The tests of bad tokens and replays send more than anybody should.
            "screening.limits.failures-per-second=100000",
            "screening.limits.failures-at-once=100000",
            "screening.limits.calls-per-second=100000",
            "screening.limits.calls-at-once=100000",
            // What a call says must not depend on how busy the machine of the tests is.
            "screening.hooks.store-deadline=1s",
            "screening.subscriptions.poll=200ms",
            "screening.subscriptions.first-retry=100ms",
            "screening.subscriptions.longest-retry=400ms",
            "screening.subscriptions.answer-timeout=2s"
        })
@ContextConfiguration(initializers = SecureTenants.class)
@Import({SqlCounter.class, FhirHttp.class, Breakable.class})
public @interface SecureServerTest {}
