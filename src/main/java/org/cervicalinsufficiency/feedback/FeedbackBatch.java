package org.cervicalinsufficiency.feedback;

import java.util.List;

/**
 * What one feedback call holds.
 *
 * @param items what can be stored
 * @param defects what cannot, in the order of the body; each names its item
 */
public record FeedbackBatch(List<FeedbackItem> items, List<InvalidFeedback.Defect> defects) {

    /** Copies the lists. */
    public FeedbackBatch {
        items = List.copyOf(items);
        defects = List.copyOf(defects);
    }
}
