package org.cervicalinsufficiency.leaks;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** Tells the record which class is running, and leaves the metrics of its server there. */
public final class RecordingListener extends AbstractTestExecutionListener {

    /** Told first that a class has ended: while its server is still there. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void beforeTestClass(TestContext test) {
        SuiteRecord record = SuiteRecord.current();
        if (record != null) {
            record.begins(test.getTestClass().getSimpleName());
        }
    }

    @Override
    public void afterTestClass(TestContext test) {
        SuiteRecord record = SuiteRecord.current();
        if (record == null || !test.hasApplicationContext()) {
            return;
        }
        ApplicationContext server = test.getApplicationContext();
        PrometheusMeterRegistry meters =
                server.getBeanProvider(PrometheusMeterRegistry.class).getIfAvailable();
        record.ended(Integer.toHexString(System.identityHashCode(server)), meters == null ? null : meters.scrape());
    }
}
