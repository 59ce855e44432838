package org.cervicalinsufficiency.questionnaire;

import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.cervicalinsufficiency.knowledge.KnownAnswer;
import org.cervicalinsufficiency.knowledge.KnownHint;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemAnswerOptionComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Reference;

/**
 * The items of a prefilled response: those with an answer or a hint, in the order and the groups of the form. They carry no text:
 * validators compare it with the base language of the form.
 */
final class PrefilledItems {

    private static final String SOURCE = "/StructureDefinition/answer-source";
    private static final String HINT = "/StructureDefinition/answer-hint";
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
        return base(form) + SOURCE;
    }

    private static String base(Questionnaire form) {
        String url = form.getUrl();
        int end = url.indexOf(FORMS);
        return end < 0 ? url : url.substring(0, end);
    }

    /** Whether the form has this question, and this answer among its options where it has any. */
    boolean offers(KnownAnswer answer) {
        QuestionnaireItemComponent item = items.get(answer.linkId());
        return item != null
                && (!(answer.value() instanceof Coding coding)
                        || option(item, coding).isPresent());
    }

    /**
     * What is known, as items of a response.
     *
     * @param hints what stands beside a question, answered or not
     * @param words names the code of a hint
     */
    List<QuestionnaireResponseItemComponent> answered(
            Map<String, List<KnownAnswer>> known, List<KnownHint> hints, UnaryOperator<Coding> words) {
        Map<String, List<Extension>> beside = new HashMap<>();
        hints.forEach(hint -> beside.computeIfAbsent(hint.linkId(), linkId -> new ArrayList<>())
                .add(hint(hint, words)));
        return answered(form.getItem(), known, beside);
    }

    private Extension hint(KnownHint hint, UnaryOperator<Coding> words) {
        Extension extension = new Extension(base(form) + HINT);
        extension.addExtension("hint", words.apply(new Coding().setCode(hint.reason())));
        hint.number().ifPresent(number -> extension.addExtension("value", new DecimalType(number)));
        sources(extension, hint.sources(), hint.dated());
        return extension;
    }

    private void sources(Extension extension, List<String> sources, Optional<Temporal> dated) {
        sources.forEach(reference -> extension.addExtension("source", new Reference(origin.named(reference))));
        dated.ifPresent(date -> extension.addExtension("date", new DateType(date.toString())));
    }

    private List<QuestionnaireResponseItemComponent> answered(
            List<QuestionnaireItemComponent> level,
            Map<String, List<KnownAnswer>> known,
            Map<String, List<Extension>> hints) {
        List<QuestionnaireResponseItemComponent> answered = new ArrayList<>();
        for (QuestionnaireItemComponent item : level) {
            QuestionnaireResponseItemComponent copy = new QuestionnaireResponseItemComponent();
            copy.setLinkId(item.getLinkId());
            known.getOrDefault(item.getLinkId(), List.of()).forEach(answer -> copy.addAnswer(sourced(item, answer)));
            List<QuestionnaireResponseItemComponent> below = answered(item.getItem(), known, hints);
            hints.getOrDefault(item.getLinkId(), List.of()).forEach(copy::addExtension);
            if (copy.hasAnswer()) {
                copy.getAnswerFirstRep().setItem(below);
            } else {
                copy.setItem(below);
            }
            if (copy.hasAnswer() || copy.hasItem() || copy.hasExtension()) {
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
        sources(source, answer.sources(), answer.dated());
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
