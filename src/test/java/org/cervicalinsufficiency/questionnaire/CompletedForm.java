package org.cervicalinsufficiency.questionnaire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemAnswerOptionComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Type;

/**
 * A prefilled form as a clinician hands it in: what was filled in stays, the patient's own words answer what was empty, and
 * whatever is still asked then is answered as most would: pregnant, with one baby, otherwise "no" or "none".
 */
public final class CompletedForm {

    /** The usual answers; no question has two of them as options. */
    private static final Set<String> USUAL = Set.of("77386006", "one", "N", "none");

    private final Questionnaire form;
    private final Map<String, List<QuestionnaireResponseItemAnswerComponent>> answers;

    private CompletedForm(Questionnaire form, QuestionnaireResponse prefilled) {
        this.form = form;
        this.answers = Filled.answers(prefilled);
    }

    /**
     * The form to submit.
     *
     * @param form the Questionnaire
     * @param prefilled what {@code $populate} gave
     * @param told what the patient says
     */
    public static QuestionnaireResponse of(
            Questionnaire form, QuestionnaireResponse prefilled, Optional<QuestionnaireResponse> told) {
        CompletedForm completed = new CompletedForm(form, prefilled);
        told.ifPresent(words -> Filled.answers(words).forEach(completed.answers::putIfAbsent));
        completed.answerTheRest();
        QuestionnaireResponse response = prefilled.copy();
        response.setId((String) null);
        response.getContained().clear();
        response.setStatus(QuestionnaireResponseStatus.COMPLETED);
        response.setItem(completed.items(form.getItem()));
        return response;
    }

    /** In the order of the form: an answer may open the questions below it. */
    private void answerTheRest() {
        questions(form.getItem())
                .filter(item -> !answers.containsKey(item.getLinkId()))
                .forEach(item -> {
                    if (asked().isEnabled(item.getLinkId())) {
                        usual(item)
                                .ifPresent(usual -> answers.put(
                                        item.getLinkId(),
                                        List.of(new QuestionnaireResponseItemAnswerComponent().setValue(usual))));
                    }
                });
        Enablement last = asked();
        answers.keySet().removeIf(linkId -> !last.isEnabled(linkId));
    }

    private Enablement asked() {
        return new Enablement(
                new FormTree(form),
                linkId -> answers.getOrDefault(linkId, List.of()).stream()
                        .map(answer -> (Type) answer.getValue())
                        .toList());
    }

    private static Stream<QuestionnaireItemComponent> questions(List<QuestionnaireItemComponent> items) {
        return items.stream()
                .flatMap(item -> Stream.concat(
                        Stream.of(item).filter(one -> one.getType() == QuestionnaireItemType.CHOICE),
                        questions(item.getItem())));
    }

    private static Optional<Coding> usual(QuestionnaireItemComponent item) {
        return item.getAnswerOption().stream()
                .map(QuestionnaireItemAnswerOptionComponent::getValueCoding)
                .filter(option -> USUAL.contains(option.getCode()))
                .findFirst();
    }

    private List<QuestionnaireResponseItemComponent> items(List<QuestionnaireItemComponent> level) {
        List<QuestionnaireResponseItemComponent> items = new ArrayList<>();
        for (QuestionnaireItemComponent item : level) {
            QuestionnaireResponseItemComponent given = new QuestionnaireResponseItemComponent();
            given.setLinkId(item.getLinkId());
            answers.getOrDefault(item.getLinkId(), List.of()).forEach(answer -> given.addAnswer(answer.copy()));
            List<QuestionnaireResponseItemComponent> below = items(item.getItem());
            if (given.hasAnswer()) {
                given.getAnswerFirstRep().setItem(below);
            } else {
                given.setItem(below);
            }
            if (given.hasAnswer() || given.hasItem()) {
                items.add(given);
            }
        }
        return items;
    }
}
