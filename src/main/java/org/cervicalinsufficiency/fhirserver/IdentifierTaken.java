package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.io.Serial;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** The form cannot be stored beside the one that has its identifier or content: 409, and no retry would help. */
final class IdentifierTaken extends BaseServerResponseException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int CONFLICT = 409;

    private IdentifierTaken(String message, OperationOutcome outcome) {
        super(CONFLICT, message, outcome);
    }

    /** Another form has the identifier that the client gave. */
    static IdentifierTaken byAnother(String stored) {
        return new IdentifierTaken(
                "Another form has this identifier.",
                outcome(
                        "identifier: a form with this identifier and other content is stored as " + stored
                                + ". To change it, PUT the new content to " + stored
                                + "; for another form, send another identifier.",
                        "QuestionnaireResponse.identifier"));
    }

    /** The form was stored before and then withdrawn: a repetition does not make it count again. */
    static IdentifierTaken byWithdrawn(String stored) {
        return new IdentifierTaken(
                "This form was withdrawn.",
                outcome(
                        "status: this form is stored as " + stored
                                + " and was entered in error there. To make it count again, PUT it to " + stored + ".",
                        "QuestionnaireResponse.status"));
    }

    private static OperationOutcome outcome(String diagnostics, String place) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.DUPLICATE)
                .setDiagnostics(diagnostics)
                .addExpression(place);
        return outcome;
    }
}
