package org.cervicalinsufficiency.faults;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.cervicalinsufficiency.replicas.ProductionCalls;
import org.cervicalinsufficiency.replicas.ProductionSettings;
import org.cervicalinsufficiency.replicas.ServerProcess;
import org.cervicalinsufficiency.replicas.TestDatabase;
import org.springframework.jdbc.core.JdbcTemplate;

/** The profile production over PostgreSQL, which is as durable as it comes; every call proves who it is. */
final class PostgresSite implements Site {

    private final ServerProcess.Jvm jvm;
    private final TestDatabase database;
    private final Path folder = Path.of("target/faults", UUID.randomUUID().toString());

    PostgresSite(ServerProcess.Jvm jvm) {
        this(jvm, TestDatabase.durable());
    }

    PostgresSite(ServerProcess.Jvm jvm, TestDatabase database) {
        this.jvm = jvm;
        this.database = database;
    }

    /** Waits until the database takes connections. */
    void awaitDatabase() {
        database.awaitConnections();
    }

    TestDatabase database() {
        return database;
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public ServerProcess start() {
        return start(Map.of());
    }

    ServerProcess start(Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>(ProductionSettings.serving(database.url()));
        settings.put("screening.data-directory", folder.toString());
        settings.put("screening.limits.calls-per-second", "100000");
        settings.put("screening.limits.calls-at-once", "100000");
        settings.putAll(more);
        return ServerProcess.start(jvm, List.of(), settings);
    }

    @Override
    public ProductionCalls calls(ServerProcess server) {
        return new ProductionCalls(server);
    }

    @Override
    public List<Write.Kind> kinds() {
        return List.of(Write.Kind.FORM, Write.Kind.TWO_FORMS, Write.Kind.FEEDBACK, Write.Kind.FORM);
    }

    @Override
    public void inspect(Consumer<JdbcTemplate> look) {
        look.accept(database.admin());
    }

    @Override
    public void close() {
        database.close();
    }
}
