package org.cervicalinsufficiency;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.cervicalinsufficiency.questionnaire.Assessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Lets a test break a part of the running application for a while: the database as hook calls see it, or the logic as
 * submissions see it.
 */
public class Breakable implements BeanPostProcessor {

    /** What does not work. */
    public enum Part {
        NOTHING,
        DATABASE_REFUSES,
        DATABASE_HANGS,
        LOGIC_FAILS
    }

    private final AtomicReference<Part> broken = new AtomicReference<>(Part.NOTHING);

    /** Runs an action while a part is broken. */
    public <T> T with(Part part, Callable<T> action) throws Exception {
        broken.set(part);
        try {
            return action.call();
        } finally {
            broken.set(Part.NOTHING);
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof DataSource source) {
            return new BreakableSource(source);
        }
        if (bean instanceof Assessor assessor) {
            return (Assessor) (plan, facts, settings) -> {
                if (broken.get() == Part.LOGIC_FAILS) {
                    throw new IllegalStateException("The logic is broken for a test.");
                }
                return assessor.assess(plan, facts, settings);
            };
        }
        return bean;
    }

    /** Only the threads that read and write for hook calls meet the broken database. */
    private final class BreakableSource extends DelegatingDataSource {

        BreakableSource(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            String thread = Thread.currentThread().getName();
            if (thread.startsWith("stored-forms") || thread.equals("issued-cards")) {
                if (broken.get() == Part.DATABASE_REFUSES) {
                    throw new SQLException("The database is down for a test.");
                }
                if (broken.get() == Part.DATABASE_HANGS) {
                    hang();
                }
            }
            return super.getConnection();
        }

        private static void hang() throws SQLException {
            try {
                Thread.sleep(30_000);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new SQLException("The wait was ended.", stopped);
            }
        }
    }
}
