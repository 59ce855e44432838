package org.cervicalinsufficiency.knowledge;

import java.time.temporal.Temporal;
import java.util.List;
import java.util.Optional;

/**
 * A risk factor that was found.
 *
 * @param code a code of the CodeSystem {@code factor}
 * @param references the resources that show it, as {@code Type/id}
 * @param date when it was true or said
 */
public record Factor(String code, List<String> references, Optional<Temporal> date) {
    /** Sorts the list, so that the order of entries in the record shows nowhere. */
    public Factor {
        references = references.stream().sorted().toList();
    }
}
