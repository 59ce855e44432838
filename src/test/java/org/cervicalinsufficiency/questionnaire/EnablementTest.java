package org.cervicalinsufficiency.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.EnableWhenBehavior;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemOperator;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;

/** {@code enableWhen} as FHIR R4 words it, for the gate and for what is filled in beforehand. */
class EnablementTest {

    private static final Coding RED = new Coding("urn:colour", "red", "Red");
    private static final Coding BLUE = new Coding("urn:colour", "blue", "Blue");

    private final Questionnaire form = new Questionnaire();

    private QuestionnaireItemComponent item(String linkId) {
        return form.addItem().setLinkId(linkId);
    }

    private static void when(QuestionnaireItemComponent item, String question, String operator, Type answer) {
        item.addEnableWhen()
                .setQuestion(question)
                .setOperator(QuestionnaireItemOperator.fromCode(operator))
                .setAnswer(answer);
    }

    private boolean asked(Map<String, List<Type>> answers, String linkId) {
        return new Enablement(new FormTree(form), question -> answers.getOrDefault(question, List.of()))
                .isEnabled(linkId);
    }

    private boolean asked(String operator, Type wanted, Type... given) {
        form.getItem().clear();
        form.addItem().setLinkId("q");
        when(item("x"), "q", operator, wanted);
        return asked(Map.of("q", List.of(given)), "x");
    }

    @Test
    void notEqualHoldsWhereNoAnswerIsEqual() {
        assertThat(asked("!=", RED)).as("unanswered").isTrue();
        assertThat(asked("!=", RED, BLUE)).isTrue();
        assertThat(asked("!=", RED, BLUE, RED)).as("one of two is equal").isFalse();
        assertThat(asked("!=", RED, new Coding("urn:other", "red", null))).isTrue();
    }

    @Test
    void everyOtherComparisonNeedsAnAnswer() {
        for (String operator : List.of("=", ">", "<", ">=", "<=")) {
            assertThat(asked(operator, new IntegerType(3))).as(operator).isFalse();
        }
        assertThat(asked("=", RED, BLUE, RED)).as("one answer is enough").isTrue();
        assertThat(asked("exists", new BooleanType(true))).isFalse();
        assertThat(asked("exists", new BooleanType(false))).isTrue();
        assertThat(asked("exists", new BooleanType(true), RED)).isTrue();
        assertThat(asked("exists", new BooleanType(false), RED)).isFalse();
    }

    @Test
    void comparesNumbersDaysAndQuantities() {
        assertThat(asked(">=", new IntegerType(168), new IntegerType(168))).isTrue();
        assertThat(asked(">=", new IntegerType(168), new IntegerType(99))).isFalse();
        assertThat(asked("=", new DecimalType("2.50"), new DecimalType("2.5"))).isTrue();
        assertThat(asked("<", new DateType("2026-06-15"), new DateType("2026-06-09")))
                .isTrue();
        assertThat(asked(">", new DateTimeType("2026-06-15T10:00:00Z"), new DateTimeType("2026-06-15T11:30:00+02:00")))
                .as("half past nine in Greenwich")
                .isFalse();
        assertThat(asked("<=", millimetres(25), millimetres(22))).isTrue();
    }

    @Test
    void neverComparesWhatCannotBeCompared() {
        for (String operator : List.of("=", ">", "<", ">=", "<=")) {
            assertThat(asked(
                            operator,
                            millimetres(25),
                            new Quantity().setValue(2.2).setSystem("u").setCode("cm")))
                    .as(operator)
                    .isFalse();
            assertThat(asked(operator, new DateType("2026-06-15"), new DateType("2026-06")))
                    .as(operator)
                    .isFalse();
            assertThat(asked(operator, new IntegerType(3), RED)).as(operator).isFalse();
        }
    }

    @Test
    void aDisabledItemAnswersNothingAndAsksNothingBelow() {
        form.addItem().setLinkId("a");
        QuestionnaireItemComponent group = item("group");
        when(group, "a", "=", RED);
        group.addItem().setLinkId("inside");
        when(item("x"), "inside", "=", BLUE);
        when(item("y"), "inside", "!=", BLUE);

        Map<String, List<Type>> open = Map.of("a", List.of(RED), "inside", List.of(BLUE));
        Map<String, List<Type>> shut = Map.of("a", List.of(BLUE), "inside", List.of(BLUE));
        assertThat(asked(open, "inside")).isTrue();
        assertThat(asked(open, "x")).isTrue();
        assertThat(asked(open, "y")).isFalse();
        assertThat(asked(shut, "inside")).isFalse();
        assertThat(asked(shut, "x")).isFalse();
        assertThat(asked(shut, "y")).isTrue();
        assertThat(asked(open, "unknown")).isFalse();
    }

    @Test
    void joinsConditionsByAllOrAny() {
        form.addItem().setLinkId("a");
        form.addItem().setLinkId("b");
        QuestionnaireItemComponent all = item("all").setEnableBehavior(EnableWhenBehavior.ALL);
        QuestionnaireItemComponent any = item("any").setEnableBehavior(EnableWhenBehavior.ANY);
        for (QuestionnaireItemComponent item : List.of(all, any)) {
            when(item, "a", "=", RED);
            when(item, "b", "=", RED);
        }
        Map<String, List<Type>> one = Map.of("a", List.of(RED));
        assertThat(asked(one, "all")).isFalse();
        assertThat(asked(one, "any")).isTrue();
    }

    private static Quantity millimetres(int value) {
        return new Quantity().setValue(value).setSystem("u").setCode("mm");
    }
}
