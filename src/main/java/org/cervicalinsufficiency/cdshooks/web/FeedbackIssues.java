package org.cervicalinsufficiency.cdshooks.web;

import java.util.List;
import org.cervicalinsufficiency.cdshooks.Problem;
import org.cervicalinsufficiency.feedback.InvalidFeedback;

/** Tells in an OperationOutcome what is wrong with feedback. */
final class FeedbackIssues {

    private FeedbackIssues() {}

    /** Issues that name the item that is left out, and its member. */
    static List<OutcomeJson.Issue> of(List<InvalidFeedback.Defect> defects) {
        return defects.stream()
                .map(defect ->
                        new OutcomeJson.Issue(problem(defect.kind()), defect.sentence(), places(defect.member())))
                .toList();
    }

    private static List<String> places(String member) {
        int end = member.indexOf("].");
        return end < 0 ? List.of(member) : List.of(member.substring(0, end + 1), member);
    }

    private static Problem problem(InvalidFeedback.Kind kind) {
        if (kind == InvalidFeedback.Kind.TOO_MANY) {
            return Problem.TOO_LARGE;
        }
        return kind == InvalidFeedback.Kind.MISSING ? Problem.FIELD_MISSING : Problem.FIELD_INVALID;
    }
}
