package org.cervicalinsufficiency.questionnaire;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;

/** The items of a form by linkId, each with the item that it stands in. */
final class FormTree {

    private final Map<String, Place> places = new HashMap<>();

    FormTree(Questionnaire form) {
        form.getItem().forEach(item -> read(item, Optional.empty()));
    }

    /** An item and the linkId of the one around it. */
    record Place(QuestionnaireItemComponent item, Optional<String> parent) {}

    private void read(QuestionnaireItemComponent item, Optional<String> parent) {
        places.put(item.getLinkId(), new Place(item, parent));
        item.getItem().forEach(child -> read(child, Optional.of(item.getLinkId())));
    }

    Optional<Place> place(String linkId) {
        return Optional.ofNullable(places.get(linkId));
    }
}
