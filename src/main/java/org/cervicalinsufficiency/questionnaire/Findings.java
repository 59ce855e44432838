package org.cervicalinsufficiency.questionnaire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** The problems of one response, in the order in which they were found. */
final class Findings {

    private final List<FormProblem> problems = new ArrayList<>();

    /** A problem of the response as a whole. */
    void whole(IssueType code, String place, String value, String what, String remedy) {
        about(Optional.empty(), code, place, value, what, remedy);
    }

    /** A problem of one question. */
    void item(IssueType code, String linkId, String place, String value, String what, String remedy) {
        about(Optional.of(linkId), code, place, value, what, remedy);
    }

    /** A problem of one question, if it stands in one. */
    void about(Optional<String> linkId, IssueType code, String place, String value, String what, String remedy) {
        problems.add(new FormProblem(code, linkId, place, value, what, remedy));
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    List<FormProblem> all() {
        return List.copyOf(problems);
    }
}
