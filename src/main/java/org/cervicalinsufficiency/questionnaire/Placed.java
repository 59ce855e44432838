package org.cervicalinsufficiency.questionnaire;

import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;

/**
 * An item of a response that the form knows, where the form has it.
 *
 * @param item the item of the form
 * @param given the item of the response
 * @param place its FHIRPath behind the resource
 */
record Placed(FormItem item, QuestionnaireResponseItemComponent given, String place) {

    String answer(int index) {
        return place + ".answer[" + index + "]";
    }
}
