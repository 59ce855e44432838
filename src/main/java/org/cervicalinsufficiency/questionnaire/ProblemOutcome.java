package org.cervicalinsufficiency.questionnaire;

import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;

/** Problems as the OperationOutcome that an integrator reads. */
public final class ProblemOutcome {

    private ProblemOutcome() {}

    /**
     * One issue for each problem.
     *
     * @param resource the FHIRPath of the response in what was sent: its type, or {@code Bundle.entry[0].resource}
     */
    public static List<OperationOutcomeIssueComponent> issues(List<FormProblem> problems, String resource) {
        return problems.stream().map(problem -> issue(problem, resource)).toList();
    }

    /**
     * The outcome that holds these issues.
     *
     * @param language in which they speak
     */
    public static OperationOutcome of(List<OperationOutcomeIssueComponent> issues, Locale language) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.setLanguage(language.toLanguageTag());
        issues.forEach(outcome::addIssue);
        return outcome;
    }

    private static OperationOutcomeIssueComponent issue(FormProblem problem, String resource) {
        OperationOutcomeIssueComponent issue = new OperationOutcomeIssueComponent();
        issue.setSeverity(IssueSeverity.ERROR);
        issue.setCode(problem.code());
        issue.setDiagnostics(problem.sentence());
        issue.addExpression(resource + problem.place());
        problem.linkId().ifPresent(linkId -> issue.getDetails().setText(linkId));
        return issue;
    }
}
