package org.cervicalinsufficiency.knowledge;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.MetadataResource;

/** Collects what is wrong with a set, place by place. */
final class Defects {

    private final List<ArtifactDefect> found = new ArrayList<>();

    /** Notes a defect of an artifact unless a rule is kept. */
    void unless(boolean kept, MetadataResource artifact, String element, String sentence) {
        unless(kept, ArtifactEdition.keyOf(artifact), element, sentence);
    }

    /** Notes a defect of what {@code Type/id} names. */
    void unless(boolean kept, String artifact, String element, String sentence) {
        if (!kept) {
            found.add(new ArtifactDefect(artifact, element, sentence));
        }
    }

    List<ArtifactDefect> found() {
        return List.copyOf(found);
    }
}
