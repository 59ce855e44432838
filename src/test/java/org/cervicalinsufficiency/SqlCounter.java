package org.cervicalinsufficiency;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Sees every SQL statement that goes to the database. HAPI's background jobs are left out: only threads that serve
 * HTTP requests, those that read stored forms for them, and the thread of the test itself, are counted.
 */
public class SqlCounter implements BeanPostProcessor, QueryExecutionListener {

    private final List<String> statements = new CopyOnWriteArrayList<>();

    /**
     * The statements that ran while an action ran, in their order.
     *
     * @param action for example one HTTP call
     */
    public List<String> during(Callable<?> action) throws Exception {
        int before = statements.size();
        action.call();
        return List.copyOf(statements.subList(before, statements.size()));
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source
                ? ProxyDataSourceBuilder.create(source).listener(this).build()
                : bean;
    }

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        String thread = Thread.currentThread().getName();
        if (thread.startsWith("http-") || thread.startsWith("stored-forms") || thread.equals("main")) {
            queries.forEach(query -> statements.add(query.getQuery()));
        }
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        // Counted before it ran.
    }
}
