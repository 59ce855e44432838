package org.cervicalinsufficiency.fhirserver.feedback;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.cervicalinsufficiency.feedback.CardReports;
import org.cervicalinsufficiency.feedback.FeedbackStore;
import org.cervicalinsufficiency.fhirserver.database.OwnTables;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The store of issued cards and feedback: the tables of {@code schema/feedback.sql}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FeedbackProperties.class)
class FeedbackConfiguration {

    /** Makes the tables first, so whoever asks for this bean can use them. */
    @Bean
    ActedCards actedCards(
            DataSource source,
            FeedbackProperties settings,
            Clock clock,
            @Value("${screening.database.schema-update}") boolean schemaUpdate) {
        if (schemaUpdate) {
            OwnTables.create(source, "schema/feedback.sql");
        }
        return new ActedCards(clock, settings.infoFor());
    }

    @Bean
    IssuedCardTable issuedCardTable(DataSource source, PlatformTransactionManager transactions) {
        return new IssuedCardTable(new JdbcTemplate(source), new TransactionTemplate(transactions));
    }

    @Bean(initMethod = "start")
    IssuedCardQueue issuedCards(
            IssuedCardTable table,
            ActedCards tablesMade,
            DataSource source,
            FeedbackProperties settings,
            Clock clock,
            ObjectProvider<MeterRegistry> meters) {
        Retention retention = new Retention(new JdbcTemplate(source), clock, settings.keep());
        return new IssuedCardQueue(table, retention, settings.queue(), meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    FeedbackStore feedbackStore(
            DataSource source,
            PlatformTransactionManager transactions,
            IssuedCardTable cards,
            IssuedCardQueue queue,
            Clock clock) {
        return new FeedbackTable(new JdbcTemplate(source), new TransactionTemplate(transactions), cards, queue, clock);
    }

    @Bean
    CardReports cardReports(DataSource source) {
        return new CardReportQuery(new JdbcTemplate(source));
    }
}
