package org.cervicalinsufficiency.cdshooks;

import java.util.List;

/**
 * A call that is not answered with cards. Its sentence says what is wrong and what to send instead; it never repeats
 * a value of the call, so it may be shown and logged.
 */
public abstract sealed class RefusedCall extends RuntimeException
        permits InvalidCall, DataUnavailable, CallTooLarge, Unroutable {

    private static final long serialVersionUID = 1L;

    private final Problem problem;

    RefusedCall(Problem problem, String sentence) {
        super(sentence, null, false, false);
        this.problem = problem;
    }

    /** Why the call is refused. */
    public Problem problem() {
        return problem;
    }

    /** What is wrong and what to do about it. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** The paths of the members concerned, such as {@code context.patientId}; empty when there is no single place. */
    public List<String> expression() {
        return List.of();
    }
}
