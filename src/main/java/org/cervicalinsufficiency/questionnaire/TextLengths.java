package org.cervicalinsufficiency.questionnaire;

import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.QuestionnaireResponse;

/** No text of a response is longer than a form can need, wherever it stands. */
final class TextLengths {

    private static final int LONGEST = 1_000;
    private static final int DEEPEST = 24;

    private TextLengths() {}

    static void check(QuestionnaireResponse response, Findings findings) {
        check(response, "", 0, findings);
    }

    private static void check(Base element, String place, int depth, Findings findings) {
        if (element.isPrimitive() && Values.text(element.primitiveValue()).length() > LONGEST) {
            findings.whole(IssueType.TOOLONG, place, Values.text(element.primitiveValue()), "text.long", LONGEST);
        }
        if (depth == DEEPEST) {
            findings.whole(IssueType.STRUCTURE, place, "", "item.deep");
            return;
        }
        for (Property property : element.children()) {
            int index = 0;
            for (Base value : property.getValues()) {
                String name = property.getName().replace("[x]", "");
                String at = place + "." + name + (property.isList() ? "[" + index++ + "]" : "");
                if (!(value instanceof Narrative)) {
                    check(value, at, depth + 1, findings);
                }
            }
        }
    }
}
