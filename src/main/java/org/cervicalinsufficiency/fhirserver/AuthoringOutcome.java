package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.List;
import org.cervicalinsufficiency.knowledge.ArtifactDefect;
import org.cervicalinsufficiency.knowledge.CqlProblem;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.StringType;

/** What an author is told when a change does not come into force. */
final class AuthoringOutcome {

    private static final String ISSUE = "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-";

    private AuthoringOutcome() {}

    /** 403: who may change artifacts, and how the caller becomes one of them. */
    static ForbiddenOperationException forbidden(String sentence) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue(issue(IssueType.FORBIDDEN, sentence));
        return new ForbiddenOperationException(sentence, outcome);
    }

    /** 422 with one issue for each thing the compiler says: library, line, column and message. */
    static UnprocessableEntityException cql(List<CqlProblem> problems) {
        OperationOutcome outcome = new OperationOutcome();
        problems.forEach(problem -> {
            String place = "Library " + problem.library()
                    + (problem.line() == 0 ? "" : ", line " + problem.line() + ", column " + problem.column());
            OperationOutcomeIssueComponent issue =
                    issue(IssueType.INVALID, place + ": " + problem.message()).addExpression("Library.content");
            issue.addExtension(ISSUE + "source", new StringType(problem.library()));
            if (problem.line() > 0) {
                issue.addExtension(ISSUE + "line", new IntegerType(problem.line()));
                issue.addExtension(ISSUE + "col", new IntegerType(problem.column()));
            }
            outcome.addIssue(issue);
        });
        return new UnprocessableEntityException("The CQL does not compile.", outcome);
    }

    /** 422 with one issue for each defect: resource, element and remedy. */
    static UnprocessableEntityException defects(List<ArtifactDefect> defects) {
        OperationOutcome outcome = new OperationOutcome();
        defects.forEach(defect -> {
            String place = (defect.artifact() + " " + defect.element()).strip();
            OperationOutcomeIssueComponent issue = issue(
                    IssueType.BUSINESSRULE, place.isEmpty() ? defect.sentence() : place + ": " + defect.sentence());
            if (!defect.artifact().isEmpty()) {
                String type = defect.artifact().substring(0, defect.artifact().indexOf('/'));
                issue.addExpression(defect.element().isEmpty() ? type : type + "." + defect.element());
            }
            outcome.addIssue(issue);
        });
        return new UnprocessableEntityException("The change would not work.", outcome);
    }

    private static OperationOutcomeIssueComponent issue(IssueType type, String sentence) {
        return new OperationOutcomeIssueComponent()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(type)
                .setDiagnostics(sentence);
    }
}
