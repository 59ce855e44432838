package org.cervicalinsufficiency.questionnaire;

import java.util.Locale;
import java.util.Set;

/**
 * How a response arrives.
 *
 * @param update whether it is to become a new version of a stored response
 * @param language for the sentences that come from the Questionnaire
 * @param together references to patients that are stored together with it, in the same transaction
 */
public record Submission(boolean update, Locale language, Set<String> together) {

    /** Copies the set. */
    public Submission {
        together = Set.copyOf(together);
    }
}
