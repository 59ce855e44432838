package org.cervicalinsufficiency.knowledge;

import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Optional;

/**
 * Something of the record that only hints at the answer to a question. It is shown beside the question and answers
 * nothing.
 *
 * @param linkId the question
 * @param reason what it hints at and why it is no answer, as a code of the CodeSystem {@code not-used-reason}
 * @param number the number that was recorded, if it was one
 * @param sources the entries of the record, as {@code Type/id}
 * @param dated when that was recorded
 */
public record KnownHint(
        String linkId, String reason, Optional<BigDecimal> number, List<String> sources, Optional<Temporal> dated) {

    /** Copies the list. */
    public KnownHint {
        sources = List.copyOf(sources);
    }
}
