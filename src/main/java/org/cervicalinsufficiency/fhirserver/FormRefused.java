package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.io.Serial;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.questionnaire.ProblemOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;

/** A form was not let in: 422 with everything that is wrong. */
final class FormRefused extends UnprocessableEntityException {

    @Serial
    private static final long serialVersionUID = 1L;

    FormRefused(List<OperationOutcomeIssueComponent> issues, Locale language) {
        super(
                "The form was not stored: "
                        + issues.stream()
                                .map(issue -> issue.getCode().toCode())
                                .distinct()
                                .collect(Collectors.joining(", ")),
                ProblemOutcome.of(issues, language));
    }
}
