package org.cervicalinsufficiency.questionnaire;

import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;

/** No text of a response is longer than a form can need, wherever it stands. */
final class TextLengths {

    private static final int LONGEST = 1_000;
    private static final int DEEPEST = 24;

    private TextLengths() {}

    static void check(QuestionnaireResponse response, Findings findings) {
        check(response, Optional.empty(), "", 0, findings);
    }

    /** @param above the question that this stands in */
    private static void check(Base element, Optional<String> above, String place, int depth, Findings findings) {
        Optional<String> question = question(element).or(() -> above);
        if (element.isPrimitive() && Values.text(element.primitiveValue()).length() > LONGEST) {
            findings.about(
                    question, IssueType.TOOLONG, place, Values.text(element.primitiveValue()), "text.long", LONGEST);
        }
        if (depth == DEEPEST) {
            findings.about(question, IssueType.STRUCTURE, place, "", "item.deep");
            return;
        }
        for (Property property : element.children()) {
            int index = 0;
            for (Base value : property.getValues()) {
                String name = property.getName().replace("[x]", "");
                String at = place + "." + name + (property.isList() ? "[" + index++ + "]" : "");
                if (!(value instanceof Narrative)) {
                    check(value, question, at, depth + 1, findings);
                }
            }
        }
    }

    /** An item by its linkId, if that could be one. */
    private static Optional<String> question(Base element) {
        return Optional.of(element)
                .filter(QuestionnaireResponseItemComponent.class::isInstance)
                .map(item -> Values.text(((QuestionnaireResponseItemComponent) item).getLinkId()))
                .filter(linkId -> !linkId.isEmpty() && linkId.length() <= LONGEST);
    }
}
