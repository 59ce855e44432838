package org.cervicalinsufficiency.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.cervicalinsufficiency.feedback.InvalidFeedback.Defect;

/**
 * Reads the body of a feedback call (CDS Hooks 2.0.1, Feedback), also in the dialect of Epic. A body is taken whole or not
 * at all: with a bad item nothing of it is stored, so that the client can mend it and send the same again.
 */
public final class FeedbackReader {

    private static final int MOST_ITEMS = 500;
    private static final int MOST_DEFECTS = 50;
    private static final String FEEDBACK = "feedback";

    /**
     * The items of a body.
     *
     * @throws InvalidFeedback naming every member that is wrong
     */
    public List<FeedbackItem> read(ObjectNode body) {
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

    private static List<FeedbackItem> items(ArrayNode array) {
        List<FeedbackItem> items = new ArrayList<>();
        List<Defect> defects = new ArrayList<>();
        for (int index = 0; index < array.size(); index++) {
            ItemReader reader = new ItemReader(FEEDBACK + "[" + index + "]", defects);
            reader.read(array.get(index)).ifPresent(items::add);
        }
        if (!defects.isEmpty()) {
            throw new InvalidFeedback(defects.stream().limit(MOST_DEFECTS).toList());
        }
        return items;
    }

    private static InvalidFeedback refused(Defect defect) {
        return new InvalidFeedback(List.of(defect));
    }
}
