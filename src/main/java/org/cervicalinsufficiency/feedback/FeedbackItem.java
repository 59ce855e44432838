package org.cervicalinsufficiency.feedback;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One piece of feedback on one card.
 *
 * @param card id of the card as it was issued; any text, since a client may report cards of others
 * @param outcome what was done with it
 * @param acceptedSuggestions ids of the suggestions that were taken; empty unless accepted
 * @param reason why it was dismissed, where that was told
 * @param at when, by the client's clock
 */
public record FeedbackItem(
        String card, Outcome outcome, List<String> acceptedSuggestions, Optional<OverrideReason> reason, Instant at) {

    /** Copies the list. */
    public FeedbackItem {
        acceptedSuggestions = List.copyOf(acceptedSuggestions);
    }

    /** Whether a reason was chosen when the card was dismissed. */
    public boolean isReasoned() {
        return outcome == Outcome.OVERRIDDEN
                && reason.filter(OverrideReason::isChosen).isPresent();
    }
}
