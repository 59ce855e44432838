package org.cervicalinsufficiency.feedback;

import java.util.List;
import java.util.stream.Collectors;

/** Feedback that cannot be stored. It tells every member that is wrong, and never a value. */
public final class InvalidFeedback extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Defect> defects;

    /** What a defect is about. */
    public enum Kind {
        /** A required member is not there. */
        MISSING,
        /** A member has the wrong type or form. */
        INVALID,
        /** There are more items than are taken at once. */
        TOO_MANY
    }

    /**
     * One thing to mend.
     *
     * @param member path of the member, for example {@code feedback[3].outcome}
     * @param kind what is wrong with it
     * @param sentence what is wrong and what to send instead
     */
    public record Defect(String member, Kind kind, String sentence) {

        static Defect missing(String member, String remedy) {
            return new Defect(member, Kind.MISSING, "The member " + member + " is missing; send " + remedy + ".");
        }

        static Defect invalid(String member, String expected) {
            return new Defect(member, Kind.INVALID, "The member " + member + " must be " + expected + ".");
        }
    }

    InvalidFeedback(List<Defect> defects) {
        super(defects.stream().map(Defect::sentence).collect(Collectors.joining(" ")), null, false, false);
        this.defects = List.copyOf(defects);
    }

    /** All that has to be mended, in the order of the body. */
    public List<Defect> defects() {
        return defects;
    }
}
