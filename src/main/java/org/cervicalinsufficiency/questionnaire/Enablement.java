package org.cervicalinsufficiency.questionnaire;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Questionnaire.EnableWhenBehavior;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemEnableWhenComponent;
import org.hl7.fhir.r4.model.Type;

/**
 * Which items of the form are asked, given the answers. An item in a disabled group is disabled, and an answer to a
 * disabled question counts as none. An answer of another type than the condition never fulfils it.
 */
final class Enablement {

    private final FormDefinition form;
    private final GivenAnswers answers;
    private final Map<String, Boolean> known = new HashMap<>();
    private final Set<String> underway = new HashSet<>();

    Enablement(FormDefinition form, GivenAnswers answers) {
        this.form = form;
        this.answers = answers;
    }

    boolean isEnabled(FormItem item) {
        Boolean before = known.get(item.linkId());
        if (before != null) {
            return before;
        }
        if (!underway.add(item.linkId())) {
            return true;
        }
        boolean enabled = item.parent().map(this::isEnabled).orElse(true) && holds(item);
        underway.remove(item.linkId());
        known.put(item.linkId(), enabled);
        return enabled;
    }

    private boolean holds(FormItem item) {
        List<QuestionnaireItemEnableWhenComponent> conditions = item.source().getEnableWhen();
        return item.source().getEnableBehavior() == EnableWhenBehavior.ANY && !conditions.isEmpty()
                ? conditions.stream().anyMatch(this::holds)
                : conditions.stream().allMatch(this::holds);
    }

    private boolean holds(QuestionnaireItemEnableWhenComponent condition) {
        List<Type> given = given(condition.getQuestion());
        Type wanted = condition.getAnswer();
        return switch (condition.getOperator()) {
            case EXISTS -> given.isEmpty() != isTrue(wanted);
            case EQUAL -> given.stream().anyMatch(value -> equal(value, wanted));
            case NOT_EQUAL -> given.stream().noneMatch(value -> equal(value, wanted));
            case GREATER_THAN ->
                given.stream().anyMatch(value -> compared(value, wanted).orElse(0) > 0);
            case LESS_THAN ->
                given.stream().anyMatch(value -> compared(value, wanted).orElse(0) < 0);
            case GREATER_OR_EQUAL ->
                given.stream().anyMatch(value -> compared(value, wanted).orElse(-1) >= 0);
            case LESS_OR_EQUAL ->
                given.stream().anyMatch(value -> compared(value, wanted).orElse(1) <= 0);
            default -> throw new IllegalStateException("The form uses an operator that FHIR R4 does not have.");
        };
    }

    private List<Type> given(String question) {
        Optional<FormItem> source = form.item(question);
        return source.isPresent() && isEnabled(source.get()) ? answers.of(question) : List.of();
    }

    private static boolean isTrue(Type wanted) {
        return wanted instanceof BooleanType flag && flag.booleanValue();
    }

    private static boolean equal(Type given, Type wanted) {
        if (given instanceof Coding one && wanted instanceof Coding other) {
            return Codings.same(one, other);
        }
        OptionalInt compared = compared(given, wanted);
        return compared.isPresent() ? compared.getAsInt() == 0 : given.equalsDeep(wanted);
    }

    private static OptionalInt compared(Type given, Type wanted) {
        if (given instanceof IntegerType one && wanted instanceof IntegerType other) {
            return OptionalInt.of(one.getValue().compareTo(other.getValue()));
        }
        if (given instanceof DecimalType one && wanted instanceof DecimalType other) {
            return OptionalInt.of(one.getValue().compareTo(other.getValue()));
        }
        boolean alike = given instanceof PrimitiveType<?>
                && Objects.equals(given.fhirType(), wanted.fhirType())
                && given.primitiveValue() != null;
        return alike ? OptionalInt.of(given.primitiveValue().compareTo(wanted.primitiveValue())) : OptionalInt.empty();
    }
}
