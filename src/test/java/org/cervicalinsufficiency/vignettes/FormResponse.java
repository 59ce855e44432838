package org.cervicalinsufficiency.vignettes;

import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;

/** Writes the answers of a vignette as the QuestionnaireResponse that the screening form would give. */
final class FormResponse {
    static final String QUESTIONNAIRE =
            "https://cervical-insufficiency.example/fhir/Questionnaire/cervical-insufficiency-screening|0.1.0";

    private static final FormItems ITEMS = FormItems.load();

    private FormResponse() {}

    /** The response, every answer inside the group of its question. */
    static QuestionnaireResponse of(Vignette.Form form, Reference patient) {
        QuestionnaireResponse response = new QuestionnaireResponse();
        response.setQuestionnaire(QUESTIONNAIRE);
        response.getStatusElement().setValueAsString(form.status());
        response.setSubject(patient);
        if (!form.authored().equals(Vignette.Form.MISSING)) {
            response.setAuthoredElement(new DateTimeType(form.authored()));
        }
        response.setAuthor(patient.copy());
        response.setSource(patient.copy());
        form.answers().forEach((linkId, words) -> {
            FormItem item = ITEMS.item("form", linkId);
            QuestionnaireResponseItemComponent answered = item.group()
                    .map(group -> group(response, group).addItem())
                    .orElseGet(response::addItem)
                    .setLinkId(linkId);
            words.forEach(word -> answered.addAnswer().setValue(value(item, word)));
        });
        return response;
    }

    private static QuestionnaireResponseItemComponent group(QuestionnaireResponse response, String linkId) {
        List<QuestionnaireResponseItemComponent> items = response.getItem();
        boolean open =
                !items.isEmpty() && items.get(items.size() - 1).getLinkId().equals(linkId);
        return open ? items.get(items.size() - 1) : response.addItem().setLinkId(linkId);
    }

    private static Type value(FormItem item, String word) {
        return switch (item.type()) {
            case CHOICE, CHOICES ->
                Objects.requireNonNull(item.options().get(word)).coding();
            case DATE -> new DateType(word);
            case INTEGER -> new IntegerType(word);
            case QUANTITY -> Measured.parse(item.linkId(), word).quantity();
        };
    }
}
