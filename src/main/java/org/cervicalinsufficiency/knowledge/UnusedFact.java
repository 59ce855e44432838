package org.cervicalinsufficiency.knowledge;

import java.time.temporal.Temporal;
import java.util.Optional;

/**
 * An entry that was seen but not used.
 *
 * @param about what it would have been: a code of {@code factor} or {@code screening-fact}, or a linkId of the form
 * @param reason a code of the CodeSystem {@code not-used-reason}
 * @param date when it was recorded
 * @param reference the resource, as {@code Type/id}
 */
public record UnusedFact(String about, String reason, Optional<Temporal> date, Optional<String> reference) {}
