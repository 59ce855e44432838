package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.io.Serial;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Another form has the identifier that the client gave: 409, and no retry would help. */
final class IdentifierTaken extends BaseServerResponseException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int CONFLICT = 409;

    IdentifierTaken(String stored) {
        super(CONFLICT, "Another form has this identifier.", outcome(stored));
    }

    private static OperationOutcome outcome(String stored) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.DUPLICATE)
                .setDiagnostics("identifier: a form with this identifier and other content is stored as " + stored
                        + ". To change it, PUT the new content to " + stored
                        + "; for another form, send another identifier.")
                .addExpression("QuestionnaireResponse.identifier");
        return outcome;
    }
}
