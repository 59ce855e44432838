package org.cervicalinsufficiency.faults;

import java.util.List;
import java.util.function.Consumer;
import org.cervicalinsufficiency.replicas.ProductionCalls;
import org.cervicalinsufficiency.replicas.ServerProcess;
import org.springframework.jdbc.core.JdbcTemplate;

/** A server with its database, as it is run: the evaluation on H2, or production on PostgreSQL. */
interface Site extends AutoCloseable {

    String name();

    /** Starts a server over what the last one left. */
    ServerProcess start();

    ProductionCalls calls(ServerProcess server);

    /** What clients of this site may write, each as a kind of write. */
    List<Write.Kind> kinds();

    /** Looks at the database while no server runs. */
    void inspect(Consumer<JdbcTemplate> look);

    @Override
    void close();
}
