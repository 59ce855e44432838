package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Questionnaire.EnableWhenBehavior;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemEnableWhenComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.junit.jupiter.api.Test;

/**
 * The form against {@code forms/items.tsv}, which was written off the item-by-item description that clinicians review: what
 * each question is called, what kind of answer it takes, when it is asked, what can be chosen, and its codes. A change of
 * the form is a change of the table.
 */
class ItemsTableTest {

    private static final Path TABLE = Path.of("src/test/resources/forms/items.tsv");

    /** Names that stand for the systems of codes. */
    private static final Map<String, String> SYSTEMS = Map.of(
            ScreeningForm.ANSWERS,
            "own",
            "http://terminology.hl7.org/CodeSystem/v2-0136",
            "yn",
            "http://terminology.hl7.org/CodeSystem/data-absent-reason",
            "absent",
            "http://snomed.info/sct",
            "sct",
            "http://loinc.org",
            "loinc",
            "http://hl7.org/fhir/sid/icd-10-cm",
            "icd10cm");

    private static final List<String> LIMITS =
            List.of("minValue", "maxValue", "questionnaire-unit", "questionnaire-unitOption");

    @Test
    void saysWhatTheFormIs() throws IOException {
        List<String> table = Files.readAllLines(TABLE);

        assertThat(ScreeningForm.items().stream()
                        .filter(item -> item.getType() != QuestionnaireItemType.DISPLAY)
                        .map(ItemsTableTest::row))
                .containsExactlyElementsOf(table.subList(1, table.size()));
    }

    private static String row(QuestionnaireItemComponent item) {
        return String.join(
                "\t",
                item.getLinkId(),
                kind(item),
                enabled(item),
                codes(ScreeningForm.options(item)),
                limits(item),
                codes(item.getCode().stream().skip(1)));
    }

    private static String kind(QuestionnaireItemComponent item) {
        List<String> kind = new ArrayList<>(List.of(item.getType().toCode()));
        if (item.getRepeats()) {
            kind.add("repeats");
        }
        if (item.getRequired()) {
            kind.add("required");
        }
        if (item.getReadOnly()) {
            kind.add("read-only");
        }
        return String.join(" ", kind);
    }

    private static String enabled(QuestionnaireItemComponent item) {
        return item.getEnableWhen().stream()
                .map(ItemsTableTest::condition)
                .collect(Collectors.joining(item.getEnableBehavior() == EnableWhenBehavior.ANY ? " or " : " and "));
    }

    private static String condition(QuestionnaireItemEnableWhenComponent when) {
        String answer = when.getAnswer() instanceof Coding coding
                ? code(coding)
                : when.getAnswer().primitiveValue();
        return when.getQuestion() + " " + when.getOperator().toCode() + " " + answer;
    }

    private static String limits(QuestionnaireItemComponent item) {
        return LIMITS.stream()
                .flatMap(name -> item.getExtension().stream()
                        .filter(extension -> extension.getUrl().endsWith("/" + name))
                        .map(extension -> name + "=" + value(extension)))
                .collect(Collectors.joining(" "));
    }

    private static String value(Extension extension) {
        return extension.getValue() instanceof Coding coding
                ? coding.getCode()
                : extension.getValue().primitiveValue();
    }

    private static String codes(Stream<Coding> codings) {
        return codings.map(ItemsTableTest::code).collect(Collectors.joining(" "));
    }

    private static String code(Coding coding) {
        return Objects.requireNonNull(SYSTEMS.get(coding.getSystem()), coding.getSystem()) + "#" + coding.getCode();
    }
}
