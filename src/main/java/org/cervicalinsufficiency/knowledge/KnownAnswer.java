package org.cervicalinsufficiency.knowledge;

import java.time.temporal.Temporal;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Type;

/**
 * An answer to a question of the form that the record already gives. A person has to confirm it.
 *
 * @param linkId the question
 * @param value the answer: Coding, date, integer or Quantity; the words of a Coding stand in the form
 * @param sources references of the resources that say so, for example {@code Observation/123}
 * @param dated when it was recorded, as exactly as it is known; empty if the record does not tell
 */
public record KnownAnswer(String linkId, Type value, List<String> sources, Optional<Temporal> dated) {

    /** Copies the list. */
    public KnownAnswer {
        sources = List.copyOf(sources);
    }
}
