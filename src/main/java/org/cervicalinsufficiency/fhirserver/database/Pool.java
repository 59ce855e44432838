package org.cervicalinsufficiency.fhirserver.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The connection pool that {@code spring.datasource} and {@code spring.datasource.hikari} describe. */
public final class Pool {

    private static final String WATCH_SECONDS = "2";
    private static final int FEW = 3;
    private static final long PATIENCE_MILLIS = 10_000;

    private Pool() {}

    /** For serving; it asks for its first connection when somebody needs one. */
    public static HikariDataSource of(Environment environment) {
        Binder binder = Binder.get(environment);
        HikariDataSource pool = binder.bindOrCreate("spring.datasource", DataSourceProperties.class)
                .initializeDataSourceBuilder()
                .type(HikariDataSource.class)
                .build();
        return binder.bind("spring.datasource.hikari", Bindable.ofInstance(pool))
                .orElse(pool);
    }

    /** Watches the database of a pool, on a connection beside it; one inside this process is always there. */
    public static DatabaseWatch watch(HikariDataSource pool) {
        if (!String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:postgresql:")) {
            return DatabaseWatch.ofOwnProcess();
        }
        Properties settings = new Properties();
        settings.putAll(pool.getDataSourceProperties());
        settings.put("connectTimeout", WATCH_SECONDS);
        settings.put("socketTimeout", WATCH_SECONDS);
        settings.put("user", String.valueOf(pool.getUsername()));
        settings.put("password", String.valueOf(pool.getPassword()));
        return new DatabaseWatch(
                new PostgresSession(new DriverManagerDataSource(String.valueOf(pool.getJdbcUrl()), settings), pool));
    }

    /** For work that may take long: the limits of serving do not count. */
    public static HikariDataSource withoutLimits(Environment environment) {
        HikariDataSource pool = of(environment);
        pool.addDataSourceProperty("socketTimeout", "0");
        pool.setConnectionTimeout(PATIENCE_MILLIS);
        pool.setInitializationFailTimeout(1);
        pool.setMinimumIdle(1);
        pool.setMaximumPoolSize(FEW);
        return pool;
    }
}
