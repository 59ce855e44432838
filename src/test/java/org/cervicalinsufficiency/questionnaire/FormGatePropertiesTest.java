package org.cervicalinsufficiency.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Whatever is done to a form, the gate answers: it never throws, and what it lets in stays let in. */
class FormGatePropertiesTest {

    private static final List<String> FORMS = List.of("every-item", "last-period", "not-pregnant");

    @Property(tries = 300)
    void answersToAnyMutilatedForm(@ForAll Random random) {
        QuestionnaireResponse response = RefusedForm.right(FORMS.get(random.nextInt(FORMS.size())));
        int edits = 1 + random.nextInt(6);
        for (int edit = 0; edit < edits; edit++) {
            mutilate(response, random);
        }
        List<FormProblem> problems = GateRig.admit(response);
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.sentence()).isNotBlank();
            assertThat(problem.remedy()).isNotBlank();
        });
        if (problems.isEmpty()) {
            assertThat(GateRig.admit(response)).isEmpty();
        }
    }

    private static void mutilate(QuestionnaireResponse response, Random random) {
        List<QuestionnaireResponseItemComponent> items = items(response.getItem());
        if (items.isEmpty()) {
            response.addItem();
            return;
        }
        QuestionnaireResponseItemComponent one = items.get(random.nextInt(items.size()));
        QuestionnaireResponseItemComponent other = items.get(random.nextInt(items.size()));
        switch (random.nextInt(10)) {
            case 0 -> one.addAnswer().setValue(value(random));
            case 1 -> one.getAnswerFirstRep().setValue(value(random));
            case 2 -> one.setLinkId(random.nextBoolean() ? other.getLinkId() : null);
            case 3 -> one.getAnswer().clear();
            case 4 -> one.addItem(other.copy());
            case 5 -> one.getAnswerFirstRep().addItem(other.copy());
            case 6 ->
                response.getItem().remove(random.nextInt(response.getItem().size()));
            case 7 -> one.setAnswer(other.copy().getAnswer());
            case 8 -> header(response, random);
            default -> response.addItem(one.copy());
        }
    }

    private static void header(QuestionnaireResponse response, Random random) {
        switch (random.nextInt(5)) {
            case 0 -> response.setAuthoredElement(dateTime(random));
            case 1 -> response.setSubject(new Reference(text(random)));
            case 2 ->
                response.setStatus(
                        random.nextBoolean() ? null : QuestionnaireResponseStatus.values()[random.nextInt(5)]);
            case 3 -> response.setQuestionnaire(random.nextBoolean() ? null : text(random));
            default -> response.setSubject(null);
        }
    }

    private static @Nullable DateTimeType dateTime(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> new DateTimeType("2026");
            case 2 -> new DateTimeType("2026-06-15");
            default -> new DateTimeType("2026-06-1" + random.nextInt(9) + "T23:59:59-11:00");
        };
    }

    private static @Nullable Type value(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 -> new StringType(text(random));
            case 2 -> new StringType();
            case 3 -> new IntegerType(random.nextInt());
            case 4 -> new DecimalType(random.nextDouble());
            case 5 -> new DateType(1900 + random.nextInt(300), random.nextInt(12), 1 + random.nextInt(28));
            case 6 -> new DateType("2026-0" + (1 + random.nextInt(9)));
            case 7 -> new BooleanType(random.nextBoolean());
            case 8 ->
                new Quantity(random.nextInt(500))
                        .setSystem("http://unitsofmeasure.org")
                        .setCode("mm");
            case 9 -> new Quantity().setCode(text(random));
            case 10 -> new DateType();
            default -> new Coding(random.nextBoolean() ? null : text(random), text(random), null);
        };
    }

    private static String text(Random random) {
        String[] odd = {
            "",
            " ",
            "|",
            "||",
            "Patient/",
            "Patient/demo-form",
            "#",
            "urn:uuid:x",
            "http://x/Patient/1",
            "\u0000\u202E",
            "' or 1=1",
            "Y",
            "x".repeat(3000),
            "Patient/demo-form/_history/9",
            "\uD83D"
        };
        return odd[random.nextInt(odd.length)];
    }

    private static List<QuestionnaireResponseItemComponent> items(List<QuestionnaireResponseItemComponent> roots) {
        List<QuestionnaireResponseItemComponent> all = new ArrayList<>(roots);
        roots.forEach(root -> all.addAll(items(root.getItem())));
        return all;
    }
}
