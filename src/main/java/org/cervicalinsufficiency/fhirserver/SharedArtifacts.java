package org.cervicalinsufficiency.fhirserver;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.cervicalinsufficiency.fhirserver.database.Absence;
import org.cervicalinsufficiency.fhirserver.database.StoreStep;
import org.hl7.fhir.r4.model.MetadataResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Brings artifacts that were changed on another replica into force on this one. Every second one statement asks whether any
 * artifact was written, by counts and versions and not by the time of day, so that no clock matters; only then are they
 * read. Authors on different replicas take turns by a lock of the database that ends with their transaction.
 */
final class SharedArtifacts implements StoreStep, KnowledgePublisher.Replicas, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SharedArtifacts.class);

    /** The letters "artifact" as a number: only ours use it. */
    private static final long KEY = 0x6172_7469_6661_6374L;

    private static final String MARK =
            "SELECT CONCAT(COUNT(*), '/', SUM(RES_VER), '/', MAX(RES_UPDATED)) FROM HFJ_RESOURCE WHERE RES_TYPE IN"
                    + " ('ActivityDefinition', 'CodeSystem', 'ConceptMap', 'Library', 'PlanDefinition', 'Questionnaire', 'ValueSet')";
    private static final String TURN = "SELECT pg_advisory_xact_lock(" + KEY + ")";
    private static final int AFTER_KNOWLEDGE = 4;
    private static final int LONGEST_SECONDS = 10;
    private static final long PAUSE_MILLIS = 1_000;

    private final StoredArtifacts artifacts;
    private final KnowledgePublisher publisher;
    private final List<Runnable> forget;
    private final JdbcTemplate jdbc;
    private final AtomicReference<String> known = new AtomicReference<>("");
    private final AtomicBoolean begun = new AtomicBoolean();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "shared-artifacts");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Looks from its beginning as a step on.
     *
     * @param forget what is remembered of artifacts elsewhere
     */
    SharedArtifacts(StoredArtifacts artifacts, KnowledgePublisher publisher, DataSource source, List<Runnable> forget) {
        this.artifacts = artifacts;
        this.publisher = publisher;
        this.forget = List.copyOf(forget);
        this.jdbc = new BoundedJdbc(source, LONGEST_SECONDS);
    }

    @Override
    public int place() {
        return AFTER_KNOWLEDGE;
    }

    @Override
    public void begin() {
        publisher.takeTurnsWith(this);
        if (begun.compareAndSet(false, true)) {
            var unused = looking.scheduleWithFixedDelay(this::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public Collection<MetadataResource> turn() {
        jdbc.query(TURN, row -> {});
        return artifacts.read();
    }

    private void look() {
        try {
            String mark = String.valueOf(jdbc.queryForObject(MARK, String.class));
            if (!mark.equals(known.get())) {
                forget.forEach(Runnable::run);
                publisher.adopt(artifacts::read);
                known.set(mark);
            }
        } catch (RuntimeException failed) {
            if (!Absence.isBehind(failed)) {
                LOG.warn(
                        "Artifacts of other replicas cannot be read now ({}); tried again.",
                        failed.getClass().getName());
            }
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
