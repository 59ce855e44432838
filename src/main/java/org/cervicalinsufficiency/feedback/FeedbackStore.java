package org.cervicalinsufficiency.feedback;

import java.util.List;
import java.util.Optional;

/** Keeps feedback: each piece once, however often it is sent. */
public interface FeedbackStore {

    /**
     * Keeps all items or none.
     *
     * @return what became of each item, in their order
     * @throws FeedbackNotKept if the store does not work
     */
    List<Kept> keep(Sender sender, List<FeedbackItem> items);

    /**
     * What became of an item.
     *
     * @param item as it was sent
     * @param repeated whether the very same was kept before
     * @param topic topic of the card; empty where no such card was issued to this client
     */
    record Kept(FeedbackItem item, boolean repeated, Optional<String> topic) {}
}
