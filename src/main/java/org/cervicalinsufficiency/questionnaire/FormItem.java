package org.cervicalinsufficiency.questionnaire;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Expression;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.Type;

/**
 * One item of a form, with what its extensions say about the answer.
 *
 * @param source the item as the Questionnaire holds it
 * @param parent the item it stands in, if it does not stand at the root
 * @param order its number in the order of the form
 * @param options what a coded answer may be
 * @param constraints what must hold for the answer, beyond its type
 */
record FormItem(
        QuestionnaireItemComponent source,
        Optional<FormItem> parent,
        int order,
        AnswerOptions options,
        List<FormConstraint> constraints) {

    private static final String CORE = "http://hl7.org/fhir/StructureDefinition/";
    private static final String SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";
    private static final Set<QuestionnaireItemType> WITHOUT_ANSWER =
            Set.of(QuestionnaireItemType.GROUP, QuestionnaireItemType.DISPLAY);

    String linkId() {
        return source.getLinkId();
    }

    QuestionnaireItemType type() {
        return source.getType();
    }

    boolean isDisplay() {
        return type() == QuestionnaireItemType.DISPLAY;
    }

    boolean isGroup() {
        return type() == QuestionnaireItemType.GROUP;
    }

    boolean isQuestion() {
        return !WITHOUT_ANSWER.contains(type());
    }

    /** What the server works out instead of reading it from the response. */
    Optional<Expression> calculation() {
        return value(Expression.class, SDC + "calculatedExpression");
    }

    /** The least that a number may be: an integer, a decimal or a quantity with its unit. */
    Optional<Type> least() {
        return value(Type.class, CORE + "minValue").or(() -> value(Quantity.class, SDC + "minQuantity"));
    }

    /** The most that a number may be. */
    Optional<Type> most() {
        return value(Type.class, CORE + "maxValue").or(() -> value(Quantity.class, SDC + "maxQuantity"));
    }

    /** The units that a quantity may be given in; empty if any will do. */
    List<Coding> units() {
        return source.getExtensionsByUrl(CORE + "questionnaire-unitOption").stream()
                .map(Extension::getValue)
                .filter(Coding.class::isInstance)
                .map(Coding.class::cast)
                .toList();
    }

    private <T extends Type> Optional<T> value(Class<T> type, String url) {
        return Optional.ofNullable(source.getExtensionByUrl(url))
                .map(Extension::getValue)
                .filter(type::isInstance)
                .map(type::cast);
    }
}
