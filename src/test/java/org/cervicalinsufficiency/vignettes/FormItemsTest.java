package org.cervicalinsufficiency.vignettes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.EnableWhenBehavior;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemEnableWhenComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemOperator;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The words of the vignettes against the Questionnaire that the server publishes: the form can ask every one. */
class FormItemsTest {
    private static final Path FILE =
            Path.of("fhir-resources", "questionnaire", "cervical-insufficiency-screening.json");
    private static final String CALCULATED = "preg.ga";

    private final Map<String, List<QuestionnaireItemComponent>> questions = new HashMap<>();
    private final List<String> described = new ArrayList<>();

    @BeforeEach
    void readTheQuestionnaire() throws IOException {
        assumeTrue(Files.exists(FILE), "the Questionnaire is not part of this tree");
        Questionnaire questionnaire =
                FhirContext.forR4Cached().newJsonParser().parseResource(Questionnaire.class, Files.readString(FILE));
        walk(List.of(), questionnaire.getItem());
    }

    @Test
    void theListHasEveryQuestionInOrderWithItsTypeGroupAndCodes() {
        assertThat(FormItems.load().all().stream().map(FormItemsTest::describe)).containsExactlyElementsOf(described);
    }

    @Test
    void everyAnswerOfEveryVignetteIsToAQuestionThatIsAsked() {
        for (Vignette vignette : Vignettes.all()) {
            for (QuestionnaireResponse response : responses(vignette)) {
                Map<String, List<Coding>> answers = answers(response);
                assertThat(answers.keySet()).as(vignette.id()).allMatch(linkId -> asked(linkId, answers));
            }
        }
    }

    private static List<QuestionnaireResponse> responses(Vignette vignette) {
        return new VignettePatient(vignette)
                .resources().stream()
                        .filter(QuestionnaireResponse.class::isInstance)
                        .map(QuestionnaireResponse.class::cast)
                        .toList();
    }

    private void walk(List<QuestionnaireItemComponent> parents, List<QuestionnaireItemComponent> items) {
        for (QuestionnaireItemComponent item : items) {
            List<QuestionnaireItemComponent> path = new ArrayList<>(parents);
            path.add(item);
            questions.put(item.getLinkId(), path);
            boolean question = item.getType() != QuestionnaireItemType.GROUP
                    && item.getType() != QuestionnaireItemType.DISPLAY
                    && !item.getLinkId().equals(CALCULATED);
            if (question) {
                described.add(describe(parents, item));
            }
            walk(path, item.getItem());
        }
    }

    private static String describe(List<QuestionnaireItemComponent> parents, QuestionnaireItemComponent item) {
        String group = parents.isEmpty() ? "-" : parents.get(parents.size() - 1).getLinkId();
        List<String> codes = item.getAnswerOption().stream()
                .map(option -> option.getValueCoding().getSystem() + "|"
                        + option.getValueCoding().getCode())
                .toList();
        return item.getLinkId() + " in " + group + ": " + item.getType().toCode() + (item.getRepeats() ? "s " : " ")
                + codes;
    }

    private static String describe(FormItem item) {
        List<String> codes = item.options().values().stream()
                .map(code -> code.system() + "|" + code.code())
                .toList();
        return item.linkId() + " in " + item.group().orElse("-") + ": "
                + item.type().name().toLowerCase(Locale.ROOT) + " " + codes;
    }

    /** Answers by linkId; a value that is not a coding counts as answered with an empty one. */
    private static Map<String, List<Coding>> answers(QuestionnaireResponse response) {
        Map<String, List<Coding>> answers = new HashMap<>();
        response.getItem().forEach(item -> collect(item, answers));
        return answers;
    }

    private static void collect(QuestionnaireResponseItemComponent item, Map<String, List<Coding>> answers) {
        if (item.hasAnswer()) {
            answers.put(
                    item.getLinkId(),
                    item.getAnswer().stream()
                            .map(answer -> answer.hasValueCoding() ? answer.getValueCoding() : new Coding())
                            .toList());
        }
        item.getItem().forEach(child -> collect(child, answers));
    }

    private boolean asked(String linkId, Map<String, List<Coding>> answers) {
        return questions.getOrDefault(linkId, List.of()).stream().allMatch(item -> {
            Predicate<QuestionnaireItemEnableWhenComponent> holds = condition -> holds(condition, answers);
            return !item.hasEnableWhen()
                    || (item.getEnableBehavior() == EnableWhenBehavior.ANY
                            ? item.getEnableWhen().stream().anyMatch(holds)
                            : item.getEnableWhen().stream().allMatch(holds));
        });
    }

    private static boolean holds(QuestionnaireItemEnableWhenComponent condition, Map<String, List<Coding>> answers) {
        List<Coding> given = answers.getOrDefault(condition.getQuestion(), List.of());
        if (condition.getOperator() == QuestionnaireItemOperator.EXISTS) {
            return given.isEmpty() != condition.getAnswerBooleanType().booleanValue();
        }
        if (!condition.hasAnswerCoding()) {
            return false;
        }
        boolean equal = condition.getOperator() == QuestionnaireItemOperator.EQUAL;
        return given.stream()
                .anyMatch(coding ->
                        coding.getCode().equals(condition.getAnswerCoding().getCode()) == equal);
    }
}
