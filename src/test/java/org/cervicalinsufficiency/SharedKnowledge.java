package org.cervicalinsufficiency;

import ca.uhn.fhir.context.FhirContext;
import org.cervicalinsufficiency.knowledge.ArtifactTexts;
import org.cervicalinsufficiency.knowledge.KnowledgeBase;

/** The real artifact set, read once for all tests that need no server. */
public final class SharedKnowledge {

    private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load(FhirContext.forR4Cached(), texts());

    private SharedKnowledge() {}

    /** The knowledge as the application loads it. */
    public static KnowledgeBase knowledge() {
        return KNOWLEDGE;
    }

    /** The files behind it, for tests that change one of them. */
    public static ArtifactTexts texts() {
        return new KnowledgeFiles().read();
    }
}
