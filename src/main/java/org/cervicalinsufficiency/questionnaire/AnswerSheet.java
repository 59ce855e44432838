package org.cervicalinsufficiency.questionnaire;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;

/** The usable answers alone, written as a response of one day. */
final class AnswerSheet {

    private final QuestionnaireResponse response = new QuestionnaireResponse();
    private final Map<String, QuestionnaireResponseItemComponent> written = new HashMap<>();

    private AnswerSheet(FormDefinition form) {
        response.setQuestionnaire(form.canonical());
    }

    static QuestionnaireResponse of(FormDefinition form, GivenAnswers answers, LocalDate day) {
        AnswerSheet sheet = new AnswerSheet(form);
        sheet.response.getAuthoredElement().setValueAsString(day.toString());
        form.items().stream()
                .filter(item -> !answers.of(item.linkId()).isEmpty())
                .forEach(item -> answers.of(item.linkId())
                        .forEach(value -> sheet.write(item).addAnswer().setValue(value.copy())));
        return sheet.response;
    }

    private QuestionnaireResponseItemComponent write(FormItem item) {
        QuestionnaireResponseItemComponent before = written.get(item.linkId());
        if (before != null) {
            return before;
        }
        QuestionnaireResponseItemComponent added = item.parent()
                .map(parent -> parent.isGroup()
                        ? write(parent).addItem()
                        : write(parent).getAnswerFirstRep().addItem())
                .orElseGet(response::addItem);
        added.setLinkId(item.linkId());
        written.put(item.linkId(), added);
        return added;
    }
}
