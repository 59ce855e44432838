package org.cervicalinsufficiency.knowledge;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The snapshot in force. Whoever answers a call takes it once and keeps it to the end, so that a call never mixes two
 * snapshots; a new one replaces it as a whole.
 */
public final class CurrentKnowledge {

    private final AtomicReference<KnowledgeBase> inForce;

    /** Begins with a snapshot. */
    public CurrentKnowledge(KnowledgeBase first) {
        inForce = new AtomicReference<>(first);
    }

    /** The snapshot in force now. */
    public KnowledgeBase get() {
        return Objects.requireNonNull(inForce.get());
    }

    /** Puts another snapshot into force for all calls that begin from now on. */
    public void replaceWith(KnowledgeBase next) {
        inForce.set(next);
    }
}
