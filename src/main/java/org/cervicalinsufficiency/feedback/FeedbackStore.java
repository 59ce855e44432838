package org.cervicalinsufficiency.feedback;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps feedback: each piece once, however often it is sent. */
public interface FeedbackStore {

    /**
     * Keeps all items or none.
     *
     * @param before is told what becomes of the items when they can be kept and are not yet; if it throws, none is
     * @return what became of each item, in their order
     * @throws FeedbackNotKept if the store does not work
     */
    List<Kept> keep(Sender sender, List<FeedbackItem> items, Consumer<List<Kept>> before);

    /** The same, and nobody needs to know before. */
    default List<Kept> keep(Sender sender, List<FeedbackItem> items) {
        return keep(sender, items, kept -> {});
    }

    /**
     * What became of an item.
     *
     * @param item as it was sent
     * @param repeated whether the very same was kept before
     * @param topic topic of the card; empty where no such card was issued to this client
     */
    record Kept(FeedbackItem item, boolean repeated, Optional<String> topic) {}
}
