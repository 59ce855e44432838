package org.cervicalinsufficiency.questionnaire;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.EnableWhenBehavior;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemEnableWhenComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemOperator;
import org.hl7.fhir.r4.model.Type;

/**
 * Which items of a form are asked after given answers ({@code enableWhen}, FHIR R4). As in HAPI's validator, a
 * comparison with an unanswered question does not hold, "not equal" included.
 */
final class AskedItems {

    private static final int ROUNDS = 32;

    private final Map<String, List<QuestionnaireItemComponent>> paths = new LinkedHashMap<>();

    AskedItems(Questionnaire form) {
        form.getItem().forEach(item -> walk(List.of(), item));
    }

    private void walk(List<QuestionnaireItemComponent> parents, QuestionnaireItemComponent item) {
        List<QuestionnaireItemComponent> path = new ArrayList<>(parents);
        path.add(item);
        paths.put(item.getLinkId(), path);
        item.getItem().forEach(child -> walk(path, child));
    }

    /**
     * The questions whose answers stay. An answer that drops out may open or close other questions, so this is done until
     * nothing changes.
     *
     * @param answers values by linkId
     */
    Set<String> among(Map<String, List<Type>> answers) {
        Set<String> kept = Set.of();
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, List<Type>> valid = new LinkedHashMap<>(answers);
            valid.keySet().retainAll(kept);
            Set<String> next = new TreeSet<>(answers.keySet());
            next.removeIf(linkId -> !asked(linkId, valid));
            if (next.equals(kept)) {
                return kept;
            }
            kept = next;
        }
        throw new IllegalStateException("The form's enableWhen conditions contradict each other.");
    }

    private boolean asked(String linkId, Map<String, List<Type>> answers) {
        List<QuestionnaireItemComponent> path = paths.getOrDefault(linkId, List.of());
        return !path.isEmpty() && path.stream().allMatch(item -> enabled(item, answers));
    }

    private static boolean enabled(QuestionnaireItemComponent item, Map<String, List<Type>> answers) {
        if (!item.hasEnableWhen()) {
            return true;
        }
        return item.getEnableBehavior() == EnableWhenBehavior.ANY
                ? item.getEnableWhen().stream().anyMatch(when -> holds(when, answers))
                : item.getEnableWhen().stream().allMatch(when -> holds(when, answers));
    }

    private static boolean holds(QuestionnaireItemEnableWhenComponent when, Map<String, List<Type>> answers) {
        List<Type> given = answers.getOrDefault(when.getQuestion(), List.of());
        if (when.getOperator() == QuestionnaireItemOperator.EXISTS) {
            return given.isEmpty() != when.getAnswerBooleanType().booleanValue();
        }
        return given.stream().anyMatch(answer -> compare(answer, when.getOperator(), when.getAnswer()));
    }

    private static boolean compare(Type answer, QuestionnaireItemOperator operator, Type wanted) {
        return switch (operator) {
            case EQUAL -> same(answer, wanted);
            case NOT_EQUAL -> !same(answer, wanted);
            case GREATER_THAN -> comparable(answer, wanted) && order(answer, wanted) > 0;
            case LESS_THAN -> comparable(answer, wanted) && order(answer, wanted) < 0;
            case GREATER_OR_EQUAL -> comparable(answer, wanted) && order(answer, wanted) >= 0;
            case LESS_OR_EQUAL -> comparable(answer, wanted) && order(answer, wanted) <= 0;
            default -> false;
        };
    }

    private static boolean same(Type answer, Type wanted) {
        if (answer instanceof Coding one && wanted instanceof Coding other) {
            return one.getCode().equals(other.getCode()) && one.getSystem().equals(other.getSystem());
        }
        return comparable(answer, wanted) ? order(answer, wanted) == 0 : answer.equalsDeep(wanted);
    }

    private static boolean comparable(Type answer, Type wanted) {
        return (isNumber(answer) && isNumber(wanted))
                || (answer instanceof BaseDateTimeType && wanted instanceof BaseDateTimeType);
    }

    private static boolean isNumber(Type value) {
        return value instanceof IntegerType
                || value instanceof DecimalType
                || (value instanceof Quantity quantity && quantity.hasValue());
    }

    private static int order(Type answer, Type wanted) {
        if (answer instanceof BaseDateTimeType one && wanted instanceof BaseDateTimeType other) {
            return one.getValue().compareTo(other.getValue());
        }
        return number(answer).compareTo(number(wanted));
    }

    private static BigDecimal number(Type value) {
        return value instanceof Quantity quantity ? quantity.getValue() : new BigDecimal(value.primitiveValue());
    }
}
