package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.cfg.AvailableSettings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.util.StringUtils;

/**
 * The database, and Hibernate over it. Boot's own JPA set-up is off: HAPI needs its own persistence provider.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(DataSourceProperties properties) {
        HikariDataSource source = properties
                .initializeDataSourceBuilder()
                .type(HikariDataSource.class)
                .build();
        if (!StringUtils.hasText(source.getPassword())) {
            LocalDatabasePassword.of(properties.determineUrl())
                    .map(LocalDatabasePassword::readOrCreate)
                    .ifPresent(source::setPassword);
        }
        return source;
    }

    @Bean
    @Primary
    LocalContainerEntityManagerFactoryBean entityManagerFactory(
            ConfigurableListableBeanFactory beans,
            FhirContext fhir,
            JpaStorageSettings storage,
            DataSource source,
            @Value("${screening.database.dialect}") String dialect,
            @Value("${screening.database.schema-update}") boolean schemaUpdate) {
        LocalContainerEntityManagerFactoryBean factory =
                HapiEntityManagerFactoryUtil.newEntityManagerFactory(beans, fhir, storage);
        factory.setPersistenceUnitName("fhir");
        factory.setDataSource(source);
        factory.setJpaPropertyMap(hibernate(dialect, schemaUpdate));
        return factory;
    }

    @Bean
    @Primary
    JpaTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
        return new JpaTransactionManager(entityManagerFactory);
    }

    private static Map<String, Object> hibernate(String dialect, boolean schemaUpdate) {
        return Map.ofEntries(
                Map.entry(AvailableSettings.DIALECT, dialect),
                Map.entry(AvailableSettings.HBM2DDL_AUTO, schemaUpdate ? "update" : "none"),
                Map.entry(AvailableSettings.SCANNER, "org.hibernate.boot.archive.scan.internal.DisabledScanner"),
                Map.entry(AvailableSettings.STATEMENT_BATCH_SIZE, 20),
                Map.entry(AvailableSettings.ORDER_INSERTS, true),
                Map.entry(AvailableSettings.ORDER_UPDATES, true),
                Map.entry(AvailableSettings.USE_QUERY_CACHE, false),
                Map.entry(AvailableSettings.USE_SECOND_LEVEL_CACHE, false),
                Map.entry("hibernate.query.mutation_strategy.global_temporary.create_tables", false),
                Map.entry("hibernate.query.mutation_strategy.global_temporary.drop_tables", false),
                Map.entry("hibernate.search.enabled", false),
                Map.entry("hibernate.integration.envers.enabled", false));
    }
}
