package org.cervicalinsufficiency.feedback;

import java.time.Instant;
import java.util.List;

/**
 * An answer to a hook call as it went out.
 *
 * @param to who got it
 * @param patient whom it is about, by {@link PatientKey}
 * @param profile guideline profile in force
 * @param planDefinition {@code canonical|version} that was evaluated
 * @param at when
 * @param cards its cards
 * @param withheld what it left out
 */
public record IssuedAnswer(
        Sender to,
        String patient,
        String profile,
        String planDefinition,
        Instant at,
        List<IssuedCard> cards,
        List<Withheld> withheld) {

    /** Copies the lists. */
    public IssuedAnswer {
        cards = List.copyOf(cards);
        withheld = List.copyOf(withheld);
    }
}
