package org.cervicalinsufficiency.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.cervicalinsufficiency.replicas.ProductionCalls;
import org.cervicalinsufficiency.replicas.ServerProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The default profile over its H2 file. A look at the database is a look at a copy: the next server repairs the file. */
final class H2Site implements Site {

    private static final String NAME = "screening.mv.db";

    private static final Logger LOG = LoggerFactory.getLogger(H2Site.class);

    private final ServerProcess.Jvm jvm;
    private final Map<String, String> more;
    private final Path folder;
    /** Not beside the original, whose disk may be too small for both. */
    private final Path copy =
            Progress.FOLDER.resolve("copy-" + UUID.randomUUID()).toAbsolutePath();

    H2Site(ServerProcess.Jvm jvm, Map<String, String> more) {
        this(jvm, more, Path.of("target/faults", UUID.randomUUID().toString()));
    }

    H2Site(ServerProcess.Jvm jvm, Map<String, String> more, Path folder) {
        this.jvm = jvm;
        this.more = more;
        this.folder = folder.toAbsolutePath();
    }

    Path folder() {
        return folder;
    }

    @Override
    public String name() {
        return "H2";
    }

    @Override
    public ServerProcess start() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("screening.data-directory", folder.toString());
        settings.put("screening.sample-data", "false");
        settings.put("screening.today", "2026-06-15");
        settings.put("screening.tenant.fhir-bases[0]", "https://ehr.example/fhir");
        settings.putAll(more);
        return ServerProcess.start(jvm, List.of(), settings);
    }

    @Override
    public ProductionCalls calls(ServerProcess server) {
        return ProductionCalls.ofAnybody(server);
    }

    @Override
    public List<Write.Kind> kinds() {
        return List.of(Write.Kind.FORM, Write.Kind.PATIENT_AND_OBSERVATION, Write.Kind.FEEDBACK, Write.Kind.PATIENT);
    }

    @Override
    public void inspect(Consumer<JdbcTemplate> look) {
        try {
            Path database = folder.resolve("h2");
            Files.createDirectories(copy);
            Files.copy(database.resolve(NAME), copy.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
            String password =
                    Files.readString(database.resolve("screening.password")).trim();
            JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(
                    "jdbc:h2:file:" + copy.resolve("screening") + ";DB_CLOSE_DELAY=-1", "screening", password));
            try {
                look.accept(jdbc);
            } finally {
                close(jdbc);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What was looked for was found by now. H2 asserts, with -ea only, that no killed process left a half-written LOB. */
    private static void close(JdbcTemplate copy) {
        try {
            copy.execute("SHUTDOWN IMMEDIATELY");
        } catch (DataAccessException leftover) {
            LOG.info("the copy was not closed in order: {}", String.valueOf(leftover.getRootCause()));
        }
    }

    @Override
    public void close() {
        // Its folder stands below target/.
    }
}
