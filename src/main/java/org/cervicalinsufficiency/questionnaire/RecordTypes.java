package org.cervicalinsufficiency.questionnaire;

import java.util.Set;

/**
 * The resource types that make up a patient's record: those that a hook call asks for.
 *
 * @param names type names, each with a search parameter {@code patient}
 */
public record RecordTypes(Set<String> names) {
    /** Copies the set. */
    public RecordTypes {
        names = Set.copyOf(names);
    }
}
