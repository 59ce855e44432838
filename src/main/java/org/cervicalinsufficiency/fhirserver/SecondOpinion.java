package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cervicalinsufficiency.questionnaire.FormProblem;
import org.cervicalinsufficiency.questionnaire.GateWords;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;

/**
 * HAPI's validator over a form that the gate would let in: a second net for what FHIR itself forbids. Codes of systems
 * that are not loaded, and which items are asked, are left to the gate.
 */
final class SecondOpinion {

    private static final String ENABLED = "NotEnabled";

    private final FhirContext fhir;
    private final FhirValidator validator;

    SecondOpinion(FhirContext fhir, IValidationSupport support) {
        this.fhir = fhir;
        FhirInstanceValidator instances = new FhirInstanceValidator(support);
        instances.setAnyExtensionsAllowed(true);
        instances.setNoTerminologyChecks(true);
        this.validator = fhir.newValidator().registerValidatorModule(instances);
    }

    /**
     * What FHIR itself forbids about a form; empty for most. The text is written anew: the server keeps with a resource what
     * was sent, and HAPI would judge that, not what the gate has made of it and what is stored.
     */
    List<FormProblem> problems(QuestionnaireResponse form, GateWords words) {
        try {
            String asStored = fhir.newJsonParser().encodeResourceToString(form);
            return validator.validateWithResult(asStored).getMessages().stream()
                    .filter(SecondOpinion::isError)
                    .map(message -> problem(message, words))
                    .toList();
        } catch (UnprocessableEntityException unreadable) {
            return List.of(new FormProblem(
                    IssueType.INVALID,
                    Optional.empty(),
                    "",
                    "",
                    words.of("fhir.unreadable"),
                    words.of("fhir.unreadable.remedy")));
        }
    }

    private static boolean isError(SingleValidationMessage message) {
        return message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0
                && !Objects.requireNonNullElse(message.getMessageId(), "").contains(ENABLED);
    }

    private static FormProblem problem(SingleValidationMessage message, GateWords words) {
        String where = Objects.requireNonNullElse(message.getLocationString(), "");
        int dot = where.indexOf('.');
        return new FormProblem(
                IssueType.INVALID,
                Optional.empty(),
                dot < 0 ? "" : where.substring(dot),
                "",
                words.of("fhir.invalid", Objects.requireNonNullElse(message.getMessage(), "")),
                words.of("fhir.invalid.remedy"));
    }
}
