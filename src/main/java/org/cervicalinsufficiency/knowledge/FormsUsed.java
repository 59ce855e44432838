package org.cervicalinsufficiency.knowledge;

import java.util.List;
import java.util.Optional;

/**
 * Which of a patient's forms the result rests on.
 *
 * @param current the form whose answers were read, as {@code Type/id}; empty where none speaks for this pregnancy
 * @param former the forms of this pregnancy that it takes the place of
 */
public record FormsUsed(Optional<String> current, List<String> former) {

    /** Copies the list. */
    public FormsUsed {
        former = List.copyOf(former);
    }
}
