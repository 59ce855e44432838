package org.cervicalinsufficiency.questionnaire;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;

/** The rules that the form itself holds about its answers, such as which dates can be true together. */
final class ConstraintCheck {

    private final FormPaths paths;

    ConstraintCheck(FormPaths paths) {
        this.paths = paths;
    }

    /**
     * Finds the rules that are broken.
     *
     * @param response with {@code authored}, from which the rules count
     */
    void check(List<Placed> placed, QuestionnaireResponse response, Locale language, Findings findings) {
        boolean sound = findings.isEmpty();
        for (Placed one : placed) {
            for (FormConstraint rule : one.item().constraints()) {
                if (one.given().hasAnswer() && !holds(rule, one, response, sound)) {
                    findings.item(
                            IssueType.BUSINESSRULE,
                            one.item().linkId(),
                            one.answer(0) + ".value",
                            values(one),
                            rule.sentence(language),
                            "Correct this answer or the one it contradicts, or leave it out. [" + rule.key() + "]");
                }
            }
        }
    }

    /** Where other answers are wrong, a rule that cannot be evaluated because of them is no second finding. */
    private boolean holds(FormConstraint rule, Placed one, QuestionnaireResponse response, boolean sound) {
        try {
            return paths.holds(rule.expression(), response, one.given());
        } catch (FHIRException | IllegalArgumentException | NullPointerException unclear) {
            return !sound;
        }
    }

    private static String values(Placed one) {
        return one.given().getAnswer().stream()
                .filter(QuestionnaireResponseItemAnswerComponent::hasValue)
                .map(answer -> Values.text(answer.getValue()))
                .collect(Collectors.joining(", "));
    }
}
