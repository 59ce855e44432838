package org.cervicalinsufficiency.knowledge;

import java.util.List;
import java.util.stream.Collectors;

/** An artifact set that must not come into force; every defect names its place and the remedy. */
public final class DefectiveArtifacts extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<ArtifactDefect> defects;

    /** A set with at least one defect. */
    public DefectiveArtifacts(List<ArtifactDefect> defects) {
        super(defects.stream()
                .map(defect -> defect.artifact() + " " + defect.element() + ": " + defect.sentence())
                .collect(Collectors.joining("; ")));
        this.defects = List.copyOf(defects);
    }

    /** What is wrong, in the order in which it was found. */
    public List<ArtifactDefect> defects() {
        return defects;
    }
}
