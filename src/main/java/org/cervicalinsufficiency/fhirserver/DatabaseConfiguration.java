package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import ca.uhn.fhir.rest.server.RestfulServer;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.cervicalinsufficiency.fhirserver.database.AbsentDatabase;
import org.cervicalinsufficiency.fhirserver.database.AbsentDatabaseFilter;
import org.cervicalinsufficiency.fhirserver.database.DatabaseWatch;
import org.cervicalinsufficiency.fhirserver.database.GuardedConnections;
import org.cervicalinsufficiency.fhirserver.database.Pool;
import org.cervicalinsufficiency.fhirserver.database.SchemaCheck;
import org.cervicalinsufficiency.fhirserver.database.ServingPool;
import org.cervicalinsufficiency.fhirserver.database.StoreStart;
import org.cervicalinsufficiency.fhirserver.database.StoreState;
import org.cervicalinsufficiency.fhirserver.database.StoreStep;
import org.hibernate.cfg.AvailableSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.util.StringUtils;

/**
 * The database, and Hibernate over it. Boot's own JPA set-up is off: HAPI needs its own persistence provider.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final int AFTER_RATES = Ordered.HIGHEST_PRECEDENCE + 5;

    @Bean
    ServingPool servingPool(Environment environment) {
        HikariDataSource pool = Pool.of(environment);
        if (!StringUtils.hasText(pool.getPassword())) {
            LocalDatabasePassword.of(pool.getJdbcUrl())
                    .map(LocalDatabasePassword::readOrCreate)
                    .ifPresent(pool::setPassword);
        }
        ServingPool serving = Pool.serving(pool);
        DatabaseWatch unused = serving.watch().begin();
        return serving;
    }

    @Bean
    DatabaseWatch databaseWatch(ServingPool pool) {
        return pool.watch();
    }

    @Bean
    DataSource dataSource(
            ServingPool pool, @Value("${screening.database.wait-for-connection}") Duration waitForConnection) {
        return new GuardedConnections(pool.connections(), pool.watch(), waitForConnection);
    }

    @Bean
    StoreState storeState(DatabaseWatch watch) {
        return new StoreState(watch);
    }

    @Bean
    StoreStart storeStart(
            StoreState state,
            ServingPool pool,
            DataSource source,
            ObjectProvider<StoreStep> steps,
            @Value("${screening.database.schema-update}") boolean schemaUpdate) {
        return new StoreStart(
                state,
                schemaUpdate ? Optional::empty : new SchemaCheck(source),
                pool.turn(),
                steps.stream().toList());
    }

    /** Before the filter that finds out who calls, which may ask the database for the caller's part of the store. */
    @Bean
    FilterRegistrationBean<AbsentDatabaseFilter> absentDatabaseFilter(StoreState store, RestfulServer server) {
        server.registerInterceptor(new AbsentDatabase(store));
        FilterRegistrationBean<AbsentDatabaseFilter> filter =
                new FilterRegistrationBean<>(new AbsentDatabaseFilter(store));
        filter.addUrlPatterns("/fhir", "/fhir/*");
        filter.setOrder(AFTER_RATES);
        return filter;
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

    /** Where the schema is not Hibernate's business the database need not be there when Hibernate starts. */
    private static Map<String, Object> hibernate(String dialect, boolean schemaUpdate) {
        return Map.ofEntries(
                Map.entry(AvailableSettings.ALLOW_METADATA_ON_BOOT, schemaUpdate),
                Map.entry(AvailableSettings.USE_GET_GENERATED_KEYS, true),
                Map.entry(AvailableSettings.USE_SCROLLABLE_RESULTSET, true),
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
