package org.cervicalinsufficiency.cdshooks.web;

import java.util.List;
import org.cervicalinsufficiency.cdshooks.Problem;
import org.cervicalinsufficiency.feedback.InvalidFeedback;

/** Tells in an OperationOutcome what is wrong with feedback. */
final class FeedbackIssues {

    private FeedbackIssues() {}

    static List<OutcomeJson.Issue> of(List<InvalidFeedback.Defect> defects) {
        return defects.stream()
                .map(defect ->
                        new OutcomeJson.Issue(problem(defect.kind()), defect.sentence(), List.of(defect.member())))
                .toList();
    }

    private static Problem problem(InvalidFeedback.Kind kind) {
        if (kind == InvalidFeedback.Kind.TOO_MANY) {
            return Problem.TOO_LARGE;
        }
        return kind == InvalidFeedback.Kind.MISSING ? Problem.FIELD_MISSING : Problem.FIELD_INVALID;
    }
}
