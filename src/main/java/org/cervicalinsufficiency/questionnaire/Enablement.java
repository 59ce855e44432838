package org.cervicalinsufficiency.questionnaire;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Questionnaire.EnableWhenBehavior;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemEnableWhenComponent;
import org.hl7.fhir.r4.model.Type;

/**
 * Which items of a form are asked, given the answers ({@code enableWhen}, FHIR R4): the one reading of it, for what is
 * filled in beforehand and for what is sent in. An item in a disabled group is disabled, and an answer to a disabled
 * question counts as none. "Not equal" holds where no answer is equal, so also where there is none; every other comparison
 * needs an answer, and one of the condition's own type.
 */
final class Enablement {

    private final FormTree form;
    private final Function<String, List<Type>> answers;
    private final Map<String, Boolean> known = new HashMap<>();
    private final Set<String> underway = new HashSet<>();

    /**
     * Judges by these answers.
     *
     * @param answers the answers to the question of a linkId; none is an empty list
     */
    Enablement(FormTree form, Function<String, List<Type>> answers) {
        this.form = form;
        this.answers = answers;
    }

    /** Whether an item is asked; one that the form does not have is not. */
    boolean isEnabled(String linkId) {
        Boolean before = known.get(linkId);
        if (before != null) {
            return before;
        }
        if (!underway.add(linkId)) {
            return true;
        }
        boolean enabled = form.place(linkId).filter(this::isEnabled).isPresent();
        underway.remove(linkId);
        known.put(linkId, enabled);
        return enabled;
    }

    private boolean isEnabled(FormTree.Place place) {
        return place.parent().map(this::isEnabled).orElse(true) && holds(place.item());
    }

    private boolean holds(QuestionnaireItemComponent item) {
        List<QuestionnaireItemEnableWhenComponent> conditions = item.getEnableWhen();
        return item.getEnableBehavior() == EnableWhenBehavior.ANY && !conditions.isEmpty()
                ? conditions.stream().anyMatch(this::holds)
                : conditions.stream().allMatch(this::holds);
    }

    private boolean holds(QuestionnaireItemEnableWhenComponent condition) {
        List<Type> given = isEnabled(condition.getQuestion()) ? answers.apply(condition.getQuestion()) : List.of();
        Type wanted = condition.getAnswer();
        return switch (condition.getOperator()) {
            case EXISTS -> given.isEmpty() != isTrue(wanted);
            case EQUAL -> given.stream().anyMatch(value -> AnswerOrder.equal(value, wanted));
            case NOT_EQUAL -> given.stream().noneMatch(value -> AnswerOrder.equal(value, wanted));
            case GREATER_THAN ->
                given.stream()
                        .anyMatch(value -> AnswerOrder.compare(value, wanted).orElse(0) > 0);
            case LESS_THAN ->
                given.stream()
                        .anyMatch(value -> AnswerOrder.compare(value, wanted).orElse(0) < 0);
            case GREATER_OR_EQUAL ->
                given.stream()
                        .anyMatch(value -> AnswerOrder.compare(value, wanted).orElse(-1) >= 0);
            case LESS_OR_EQUAL ->
                given.stream()
                        .anyMatch(value -> AnswerOrder.compare(value, wanted).orElse(1) <= 0);
            default -> throw new IllegalStateException("The form uses an operator that FHIR R4 does not have.");
        };
    }

    private static boolean isTrue(Type wanted) {
        return wanted instanceof BooleanType flag && flag.booleanValue();
    }
}
