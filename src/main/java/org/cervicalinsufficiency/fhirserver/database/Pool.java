package org.cervicalinsufficiency.fhirserver.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import javax.sql.DataSource;
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

    /** A pool with what stands beside it: who watches its database, which one inside this process needs not, and whose turn it is. */
    public static ServingPool serving(HikariDataSource pool) {
        if (!String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:postgresql:")) {
            return new ServingPool(pool, DatabaseWatch.ofOwnProcess(), StartTurn.alone());
        }
        Properties settings = new Properties();
        settings.putAll(pool.getDataSourceProperties());
        settings.put("connectTimeout", WATCH_SECONDS);
        settings.put("socketTimeout", WATCH_SECONDS);
        settings.put("user", String.valueOf(pool.getUsername()));
        settings.put("password", String.valueOf(pool.getPassword()));
        DataSource sessions = new DriverManagerDataSource(String.valueOf(pool.getJdbcUrl()), settings);
        return new ServingPool(pool, new DatabaseWatch(new PostgresSession(sessions, pool)), StartTurn.over(sessions));
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
