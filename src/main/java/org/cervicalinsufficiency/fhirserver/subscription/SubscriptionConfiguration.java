package org.cervicalinsufficiency.fhirserver.subscription;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.matcher.SearchParamMatcher;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.cervicalinsufficiency.fhirserver.TenantPartitions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The parts of subscription delivery, and how they hang together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SubscriptionProperties.class)
class SubscriptionConfiguration {

    @Bean
    DeliveryTables deliveryTables(
            DataSource source, @Value("${screening.database.schema-update}") boolean schemaUpdate) {
        return new DeliveryTables(source, schemaUpdate);
    }

    @Bean
    SubscriptionTable subscriptionTable(DeliveryTables tables) {
        return new SubscriptionTable(tables.jdbc());
    }

    @Bean
    Outbox outbox(DeliveryTables tables, PlatformTransactionManager transactions) {
        return new Outbox(tables.jdbc(), new TransactionTemplate(transactions));
    }

    @Bean
    SubscriptionCheck.Rules subscriptionRules(
            SubscriptionProperties settings,
            Environment environment,
            FhirContext fhir,
            SearchParamMatcher matcher,
            ObjectProvider<MeterRegistry> meters) {
        Counter blocked = Counter.builder("cds.outbound.blocked")
                .description(
                        "Requests to other machines that were not made because they may not be, and Subscriptions that ask for such")
                .tags("reason", "receiver-refused")
                .register(meters.getIfAvailable(SimpleMeterRegistry::new));
        return new SubscriptionCheck.Rules(
                endpoints(settings, environment, blocked::increment), new CriteriaMatcher(fhir, matcher));
    }

    static EndpointPolicy endpoints(SubscriptionProperties settings, Environment environment, Runnable refused) {
        return new EndpointPolicy(
                settings.allowedHosts(), environment.acceptsProfiles(Profiles.of("production")), refused);
    }

    @Bean
    DeliveryWorker deliveryWorker(
            SubscriptionTable subscriptions,
            Outbox outbox,
            DaoRegistry daos,
            SubscriptionCheck.Rules rules,
            FhirContext fhir,
            SubscriptionProperties settings) {
        StoredResources stored = new StoredResources(daos);
        Delivery delivery = new Delivery(
                outbox,
                stored,
                rules,
                new RestHook(fhir, settings.connectTimeout(), settings.answerTimeout()),
                new Backoff(
                        settings.firstRetry(),
                        settings.longestRetry(),
                        () -> ThreadLocalRandom.current().nextDouble()),
                settings.giveUpAfter());
        return new DeliveryWorker(subscriptions, outbox, stored, delivery, settings);
    }

    @Bean
    SubscriptionGate subscriptionGate(SubscriptionCheck.Rules rules, Outbox outbox, IInterceptorService interceptors) {
        SubscriptionGate gate = new SubscriptionGate(new SubscriptionCheck(rules), outbox);
        interceptors.registerInterceptor(gate);
        return gate;
    }

    @Bean
    Changes subscriptionChanges(
            SubscriptionTable subscriptions,
            Outbox outbox,
            SubscriptionCheck.Rules rules,
            DeliveryWorker worker,
            TenantPartitions partitions,
            IInterceptorService interceptors) {
        Changes changes = new Changes(subscriptions, outbox, rules.criteria(), partitions, worker::wake);
        interceptors.registerInterceptor(changes);
        return changes;
    }
}
