package org.cervicalinsufficiency.knowledge;

import java.time.temporal.Temporal;
import java.util.List;
import java.util.Optional;

/**
 * Entries that do not fit together.
 *
 * @param code a code of the CodeSystem {@code record-doubt}
 * @param about what they are about: a code of {@code factor} or {@code screening-fact}
 * @param date of the entry in doubt
 * @param references the resources, as {@code Type/id}
 */
public record Doubt(String code, String about, Optional<Temporal> date, List<String> references) {
    /** Sorts the list, so that the order of entries in the record shows nowhere. */
    public Doubt {
        references = references.stream().sorted().toList();
    }
}
