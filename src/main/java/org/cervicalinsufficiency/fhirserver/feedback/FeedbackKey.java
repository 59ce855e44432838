package org.cervicalinsufficiency.fhirserver.feedback;

import java.util.ArrayList;
import java.util.List;
import org.cervicalinsufficiency.feedback.FeedbackItem;
import org.cervicalinsufficiency.feedback.PatientKey;
import org.cervicalinsufficiency.feedback.Sender;

/** What makes a piece of feedback the same: who sent it where, card, outcome, moment and suggestions. */
final class FeedbackKey {

    private FeedbackKey() {}

    /** The hash of these; each part stands behind its length, so that no two lists of parts look alike. */
    static String of(Sender sender, FeedbackItem item) {
        List<String> parts = new ArrayList<>(List.of(
                sender.tenant(),
                sender.client(),
                sender.service(),
                item.card(),
                item.outcome().code(),
                item.at().toString()));
        item.acceptedSuggestions().stream().sorted().forEach(parts::add);
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.length()).append(':').append(part));
        return PatientKey.sha256(text.toString());
    }
}
