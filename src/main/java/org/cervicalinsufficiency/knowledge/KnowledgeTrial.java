package org.cervicalinsufficiency.knowledge;

import java.util.List;

/** A last look at a snapshot before it comes into force: can calls be answered with it? */
public interface KnowledgeTrial {

    /** What goes wrong; empty if nothing does. */
    List<ArtifactDefect> defects(KnowledgeBase candidate);
}
