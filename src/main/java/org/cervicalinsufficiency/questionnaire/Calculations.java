package org.cervicalinsufficiency.questionnaire;

import java.time.LocalDate;
import java.util.Optional;
import org.hl7.fhir.r4.model.Expression;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Type;

/** Works out what a form does not ask: the value of an item with a calculated expression. */
@FunctionalInterface
public interface Calculations {

    /**
     * The value of an expression.
     *
     * @param expression as the item of the form holds it
     * @param answers the usable answers as a response of their own
     * @param day the day of the response
     * @return empty if the answers do not say enough
     */
    Optional<Type> value(Expression expression, QuestionnaireResponse answers, LocalDate day);
}
