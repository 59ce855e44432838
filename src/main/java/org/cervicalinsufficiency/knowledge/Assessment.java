package org.cervicalinsufficiency.knowledge;

import java.util.List;
import java.util.Optional;

/** What one evaluation of the screening library gave. Missing facts are part of a result, not an error. */
public sealed interface Assessment {

    /** What to tell the clinician; never empty where nothing could be assessed. */
    List<Recommendation> recommendations();

    /** The kind of failure for the operator's log, without any patient data; empty where the logic ran. */
    Optional<String> failureKind();

    /** One answer per kind of assessment. */
    <T> T map(Cases<T> cases);

    /**
     * The logic ran.
     *
     * @param summary the result in codes
     * @param explanation why
     * @param recommendations the applicable actions, in the order of the PlanDefinition
     */
    record Assessed(Summary summary, Explanation explanation, List<Recommendation> recommendations)
            implements Assessment {
        /** Copies the list. */
        public Assessed {
            recommendations = List.copyOf(recommendations);
        }

        @Override
        public Optional<String> failureKind() {
            return Optional.empty();
        }

        @Override
        public <T> T map(Cases<T> cases) {
            return cases.assessed(this);
        }
    }

    /**
     * The logic failed, or a define that an action names is missing: shown, never silent.
     *
     * @param failure the action that says so, and why, for the log
     */
    record NotAssessed(Failure failure) implements Assessment {
        @Override
        public List<Recommendation> recommendations() {
            return List.of(failure.recommendation());
        }

        @Override
        public Optional<String> failureKind() {
            return Optional.of(failure.kind());
        }

        @Override
        public <T> T map(Cases<T> cases) {
            return cases.notAssessed(this);
        }
    }

    /**
     * Why there is no result.
     *
     * @param recommendation the action whose words tell the clinician
     * @param kind what kind of failure it was, for the log; a message of the engine could hold patient data
     */
    record Failure(Recommendation recommendation, String kind) {

        /** By the type of the exception and of its cause. */
        static Failure of(Recommendation card, RuntimeException failure) {
            Throwable cause = failure.getCause();
            String outer = failure.getClass().getName();
            return new Failure(
                    card,
                    cause == null
                            ? outer
                            : outer + " caused by " + cause.getClass().getName());
        }
    }

    /** A function over the kinds of assessment; a new kind adds a method and every caller must handle it. */
    interface Cases<T> {
        /** The logic ran. */
        T assessed(Assessed assessed);

        /** It did not. */
        T notAssessed(NotAssessed notAssessed);
    }
}
