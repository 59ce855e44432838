package org.cervicalinsufficiency.questionnaire;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Type;

/**
 * Brings an accepted response into the one shape in which it is stored: items in the order of the form with its base
 * texts, each coded answer as the option it means, calculated items as the server worked them out, no narrative, nothing
 * that a renderer adds for itself, and its time in the zone of the server. Doing it twice changes nothing.
 */
final class FormNormaliser {

    /** Written by a widely used form renderer; it is no profile that exists. */
    private static final String RENDERER_PROFILE = "http://hl7.org/fhir/4.0/StructureDefinition/QuestionnaireResponse";

    private final FormDefinition form;
    private final Map<String, Type> calculated;
    private final ZoneId zone;

    FormNormaliser(FormDefinition form, Map<String, Type> calculated, ZoneId zone) {
        this.form = form;
        this.calculated = calculated;
        this.zone = zone;
    }

    void normalise(QuestionnaireResponse response) {
        response.getMeta().getProfile().removeIf(profile -> RENDERER_PROFILE.equals(profile.getValue()));
        response.getMeta().getTag().removeIf(tag -> !tag.hasSystem());
        response.setText(null);
        AuthoredHere.move(response, zone);
        response.getContained().removeIf(OperationOutcome.class::isInstance);
        items(response.getItem());
        form.items().stream()
                .filter(item -> calculated.containsKey(item.linkId()))
                .forEach(item -> calculate(item, response));
        sort(response.getItem());
    }

    private void items(List<QuestionnaireResponseItemComponent> items) {
        items.removeIf(
                given -> known(given).isDisplay() || known(given).calculation().isPresent());
        items.forEach(given -> {
            FormItem item = known(given);
            given.setText(given.hasText() ? item.source().getText() : null);
            given.setDefinition(null);
            items(given.getItem());
            given.getAnswer().forEach(answer -> answer(item, answer));
        });
        items.removeIf(given -> !given.hasAnswer() && !given.hasItem());
    }

    private void answer(FormItem item, QuestionnaireResponseItemAnswerComponent answer) {
        if (answer.getValue() instanceof Coding coding) {
            item.options().meant(coding).ifPresent(answer::setValue);
        }
        items(answer.getItem());
    }

    private void calculate(FormItem item, QuestionnaireResponse response) {
        Optional<QuestionnaireResponseItemComponent> group =
                item.parent().map(parent -> group(parent.linkId(), response));
        QuestionnaireResponseItemComponent added =
                group.map(QuestionnaireResponseItemComponent::addItem).orElseGet(response::addItem);
        added.setLinkId(item.linkId()).addAnswer().setValue(calculated.get(item.linkId()));
    }

    private static QuestionnaireResponseItemComponent group(String linkId, QuestionnaireResponse response) {
        return response.getItem().stream()
                .filter(given -> linkId.equals(given.getLinkId()))
                .findFirst()
                .orElseGet(() -> response.addItem().setLinkId(linkId));
    }

    private void sort(List<QuestionnaireResponseItemComponent> items) {
        items.sort(Comparator.comparingInt(given -> known(given).order()));
        items.forEach(given -> {
            sort(given.getItem());
            given.getAnswer().forEach(answer -> sort(answer.getItem()));
        });
    }

    private FormItem known(QuestionnaireResponseItemComponent given) {
        return form.item(given.getLinkId())
                .orElseThrow(() -> new IllegalStateException("Only accepted responses are normalised."));
    }
}
