package org.cervicalinsufficiency.fhirserver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.cervicalinsufficiency.knowledge.ArtifactDefect;
import org.cervicalinsufficiency.knowledge.CqlCompilationException;
import org.cervicalinsufficiency.knowledge.CqlProblem;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.knowledge.DefectiveArtifacts;
import org.cervicalinsufficiency.knowledge.KnowledgeBase;
import org.cervicalinsufficiency.knowledge.KnowledgeEditions;
import org.cervicalinsufficiency.knowledge.KnowledgeTrial;
import org.hl7.fhir.r4.model.MetadataResource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Brings changed artifacts into force for the hooks. Authors take turns: from the first artifact that a transaction
 * touches to its end no other author's does. Before the commit a snapshot is made of all artifacts as they will be; if
 * that fails, so does the transaction. After the commit the snapshot replaces the one in force.
 */
public final class KnowledgePublisher {

    private static final Logger LOG = LoggerFactory.getLogger(KnowledgePublisher.class);

    private final KnowledgeEditions editions;
    private final KnowledgeTrial trial;
    private final CurrentKnowledge current;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicReference<@Nullable Replicas> replicas = new AtomicReference<>();

    /** The committed set by type and id; only who has the turn reads or writes it. */
    private final Map<String, MetadataResource> committed = new HashMap<>();

    KnowledgePublisher(KnowledgeEditions editions, KnowledgeTrial trial, CurrentKnowledge current) {
        this.editions = editions;
        this.trial = trial;
        this.current = current;
    }

    /**
     * Begins with what is stored. If it cannot come into force, the snapshot in force stays and the log says why; an
     * author can still mend what is stored.
     */
    void begin(Collection<MetadataResource> stored) {
        putInForce(stored, this::candidate);
    }

    private void putInForce(
            Collection<MetadataResource> stored, Function<Collection<MetadataResource>, KnowledgeBase> checking) {
        turn.lock();
        try {
            known(stored);
            KnowledgeBase candidate = checking.apply(committed.values());
            current.replaceWith(candidate);
            LOG.info(
                    "Knowledge in force: {}", candidate == editions.shipped() ? "as shipped" : "with authors' changes");
        } catch (CqlCompilationException | DefectiveArtifacts unusable) {
            LOG.error(
                    "The stored artifacts cannot come into force; the hooks go on with the set in force (after a start"
                            + " the shipped one), $apply does not. Mend them, or start once with screening.artifacts.reset=true. {}",
                    unusable.getMessage());
        } finally {
            turn.unlock();
        }
    }

    /** Other replicas over the same store, whose authors take turns with those here. */
    interface Replicas {

        /**
         * Waits, inside the transaction that runs, until no other replica has the turn; it ends with the transaction.
         *
         * @return the set as it is stored then
         */
        Collection<MetadataResource> turn();
    }

    void takeTurnsWith(Replicas others) {
        replicas.set(others);
    }

    /**
     * Puts the stored set into force unless it is the one known here: another replica has changed it, and played it before.
     * A set that cannot come into force here leaves the one in force.
     */
    void adopt(Supplier<List<MetadataResource>> reading) {
        turn.lock();
        try {
            List<MetadataResource> stored = reading.get();
            if (!isKnown(stored)) {
                putInForce(stored, editions::of);
            }
        } finally {
            turn.unlock();
        }
    }

    private void known(Collection<MetadataResource> stored) {
        committed.clear();
        stored.forEach(artifact -> committed.put(keyOf(artifact), artifact));
    }

    private boolean isKnown(Collection<MetadataResource> stored) {
        return stored.size() == committed.size()
                && stored.stream().allMatch(artifact -> {
                    MetadataResource known = committed.get(keyOf(artifact));
                    String version = artifact.getIdElement().getVersionIdPart();
                    return known != null
                            && version != null
                            && version.equals(known.getIdElement().getVersionIdPart());
                });
    }

    /** Joins the transaction that runs: the caller waits here until no other author's is running. */
    void join() {
        if (pending() == null) {
            Pending mine = new Pending();
            turn.lock();
            TransactionSynchronizationManager.registerSynchronization(mine);
            Replicas others = replicas.get();
            if (others != null) {
                known(others.turn());
            }
        }
    }

    /** Notes an artifact as it will be after the transaction. */
    void changed(MetadataResource artifact) {
        mine().after.put(keyOf(artifact), (MetadataResource) artifact.copy());
    }

    /** Notes an artifact that will not be there after the transaction. */
    void removed(MetadataResource artifact) {
        mine().after.put(keyOf(artifact), null);
    }

    private static String keyOf(MetadataResource artifact) {
        return artifact.fhirType() + "/" + artifact.getIdElement().getIdPart();
    }

    private Pending mine() {
        join();
        Pending mine = pending();
        if (mine == null) {
            throw new IllegalStateException("An artifact is written outside a transaction.");
        }
        return mine;
    }

    private static @Nullable Pending pending() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Pending.class::isInstance)
                .map(Pending.class::cast)
                .findFirst()
                .orElse(null);
    }

    private KnowledgeBase candidate(Collection<MetadataResource> artifacts) {
        KnowledgeBase candidate = editions.of(artifacts);
        if (candidate != editions.shipped()) {
            List<ArtifactDefect> defects = trial.defects(candidate);
            if (!defects.isEmpty()) {
                throw new DefectiveArtifacts(defects);
            }
        }
        return candidate;
    }

    /** One transaction that touches artifacts. */
    private final class Pending implements TransactionSynchronization {

        private final Map<String, @Nullable MetadataResource> after = new HashMap<>();
        private final List<KnowledgeBase> ready = new ArrayList<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            if (after.isEmpty()) {
                return;
            }
            try {
                ready.add(candidate(applied().values()));
            } catch (CqlCompilationException invalid) {
                List<CqlProblem> problems = invalid.problems();
                LOG.info("Authoring refused: {} problems of the CQL", problems.size());
                throw AuthoringOutcome.cql(problems);
            } catch (DefectiveArtifacts unusable) {
                LOG.info("Authoring refused: {} defects", unusable.defects().size());
                throw AuthoringOutcome.defects(unusable.defects());
            }
        }

        private Map<String, MetadataResource> applied() {
            Map<String, MetadataResource> applied = new HashMap<>(committed);
            after.forEach((key, artifact) -> {
                if (artifact == null) {
                    applied.remove(key);
                } else {
                    applied.put(key, artifact);
                }
            });
            return applied;
        }

        @Override
        public void afterCompletion(int status) {
            try {
                if (status == STATUS_COMMITTED && !ready.isEmpty()) {
                    Map<String, MetadataResource> applied = applied();
                    committed.clear();
                    committed.putAll(applied);
                    current.replaceWith(ready.get(0));
                    LOG.info("Knowledge in force: changed by an author: {}", after.keySet());
                }
            } finally {
                turn.unlock();
            }
        }
    }
}
