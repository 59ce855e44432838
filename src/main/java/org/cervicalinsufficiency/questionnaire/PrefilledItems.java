package org.cervicalinsufficiency.questionnaire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cervicalinsufficiency.knowledge.KnownAnswer;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemAnswerOptionComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Reference;

/**
 * The items of a prefilled response: those with an answer, in the order and the groups of the form. They carry no text:
 * validators compare it with the base language of the form.
 */
final class PrefilledItems {

    private static final String SOURCE = "/StructureDefinition/answer-source";
    private static final String FORMS = "/Questionnaire/";

    private final Questionnaire form;
    private final RecordOrigin origin;
    private final Map<String, QuestionnaireItemComponent> items = new HashMap<>();

    /**
     * @param origin where the sources of the answers are held
     */
    PrefilledItems(Questionnaire form, RecordOrigin origin) {
        this.form = form;
        this.origin = origin;
        collect(form.getItem());
    }

    private void collect(List<QuestionnaireItemComponent> level) {
        for (QuestionnaireItemComponent item : level) {
            items.put(item.getLinkId(), item);
            collect(item.getItem());
        }
    }

    /**
     * The extension on each answer: which resources say so ({@code source}), and when it was recorded ({@code date}). It
     * belongs to the form, and is found below the same canonical base.
     */
    static String sourceUrl(Questionnaire form) {
        String url = form.getUrl();
        int end = url.indexOf(FORMS);
        return (end < 0 ? url : url.substring(0, end)) + SOURCE;
    }

    /** Whether the form has this question, and this answer among its options where it has any. */
    boolean offers(KnownAnswer answer) {
        QuestionnaireItemComponent item = items.get(answer.linkId());
        return item != null
                && (!(answer.value() instanceof Coding coding)
                        || option(item, coding).isPresent());
    }

    /** What is known, as items of a response. */
    List<QuestionnaireResponseItemComponent> answered(Map<String, List<KnownAnswer>> known) {
        return answered(form.getItem(), known);
    }

    private List<QuestionnaireResponseItemComponent> answered(
            List<QuestionnaireItemComponent> level, Map<String, List<KnownAnswer>> known) {
        List<QuestionnaireResponseItemComponent> answered = new ArrayList<>();
        for (QuestionnaireItemComponent item : level) {
            QuestionnaireResponseItemComponent copy = new QuestionnaireResponseItemComponent();
            copy.setLinkId(item.getLinkId());
            known.getOrDefault(item.getLinkId(), List.of()).forEach(answer -> copy.addAnswer(sourced(item, answer)));
            List<QuestionnaireResponseItemComponent> below = answered(item.getItem(), known);
            if (copy.hasAnswer()) {
                copy.getAnswerFirstRep().setItem(below);
            } else {
                copy.setItem(below);
            }
            if (copy.hasAnswer() || copy.hasItem()) {
                answered.add(copy);
            }
        }
        return answered;
    }

    private QuestionnaireResponseItemAnswerComponent sourced(QuestionnaireItemComponent item, KnownAnswer answer) {
        QuestionnaireResponseItemAnswerComponent filled = new QuestionnaireResponseItemAnswerComponent();
        filled.setValue(answer.value());
        if (answer.value() instanceof Coding coding) {
            option(item, coding)
                    .ifPresent(option -> filled.setValue(coding.copy().setDisplay(option.getDisplay())));
        }
        Extension source = new Extension(sourceUrl(form));
        answer.sources().forEach(reference -> source.addExtension("source", new Reference(origin.named(reference))));
        answer.dated().ifPresent(date -> source.addExtension("date", new DateType(date.toString())));
        filled.addExtension(source);
        return filled;
    }

    private static Optional<Coding> option(QuestionnaireItemComponent item, Coding coding) {
        return item.getAnswerOption().stream()
                .filter(QuestionnaireItemAnswerOptionComponent::hasValueCoding)
                .map(QuestionnaireItemAnswerOptionComponent::getValueCoding)
                .filter(option -> coding.getCode().equals(option.getCode())
                        && coding.getSystem().equals(option.getSystem()))
                .findFirst();
    }
}
