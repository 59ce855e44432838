package org.cervicalinsufficiency.feedback;

/** Remembers what went out, so that feedback can be matched and counted. It never makes a caller wait and never fails. */
@FunctionalInterface
public interface IssuedCards {

    /** Takes note of an answer. */
    void note(IssuedAnswer answer);

    /** For answers that nobody sees. */
    static IssuedCards forgotten() {
        return answer -> {};
    }
}
