package org.cervicalinsufficiency.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.cervicalinsufficiency.feedback.InvalidFeedback.Defect;

/**
 * Reads the body of a feedback call (CDS Hooks 2.0.1, Feedback), also in the dialect of Epic. Of several items
 * the good ones are taken, and what is wrong with the others is told; the same body may be sent again once it is mended,
 * since nothing is stored twice.
 */
public final class FeedbackReader {

    private static final int MOST_ITEMS = 500;

    /** Beyond them the first of each item that is left out. */
    private static final int MOST_DEFECTS = 50;

    private static final String FEEDBACK = "feedback";

    /**
     * The items of a body, and the defects of those that are left out.
     *
     * @throws InvalidFeedback if there is no good one, naming every member that is wrong
     */
    public FeedbackBatch read(ObjectNode body) {
        JsonNode feedback = body.path(FEEDBACK);
        if (feedback.isMissingNode() || feedback.isNull()) {
            throw refused(Defect.missing(FEEDBACK, "an array with one object for each card"));
        }
        if (!(feedback instanceof ArrayNode array) || array.isEmpty()) {
            throw refused(Defect.invalid(FEEDBACK, "an array with at least one object"));
        }
        if (array.size() > MOST_ITEMS) {
            throw refused(new Defect(
                    FEEDBACK,
                    InvalidFeedback.Kind.TOO_MANY,
                    "The member feedback has more than " + MOST_ITEMS + " items; send them in several calls."));
        }
        return items(array);
    }

    private static FeedbackBatch items(ArrayNode array) {
        List<FeedbackItem> items = new ArrayList<>();
        List<Defect> told = new ArrayList<>();
        for (int index = 0; index < array.size(); index++) {
            List<Defect> defects = new ArrayList<>();
            ItemReader reader = new ItemReader(FEEDBACK + "[" + index + "]", defects);
            reader.read(array.get(index)).ifPresent(items::add);
            defects.stream().limit(Math.max(1, MOST_DEFECTS - told.size())).forEach(told::add);
        }
        if (items.isEmpty()) {
            throw new InvalidFeedback(told);
        }
        return new FeedbackBatch(items, told);
    }

    private static InvalidFeedback refused(Defect defect) {
        return new InvalidFeedback(List.of(defect));
    }
}
