package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cervicalinsufficiency.content.ContentFiles.translation;
import static org.cervicalinsufficiency.content.ScreeningForm.ANSWERS;
import static org.cervicalinsufficiency.content.ScreeningForm.ANSWER_CODES;
import static org.cervicalinsufficiency.content.ScreeningForm.EXTENSION;
import static org.cervicalinsufficiency.content.ScreeningForm.ITEM_CODES;
import static org.cervicalinsufficiency.content.ScreeningForm.TO_STANDARD;
import static org.cervicalinsufficiency.content.ScreeningForm.choices;
import static org.cervicalinsufficiency.content.ScreeningForm.label;
import static org.cervicalinsufficiency.content.ScreeningForm.options;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemAnswerOptionComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.junit.jupiter.api.Test;

/** The answers of the form: a way not to know, one local code for every option, two languages. */
class AnswerOptionsContentTest {

    /** Choices without "don't know", each with the option that takes its place. */
    private static final Map<String, String> OWN_WORD_FOR_UNKNOWN = Map.of(
            "ob.loss2t-ga", "not-sure",
            "ob.sptb-ga", "not-sure",
            "ob.pprom-ga", "not-sure",
            "gyn.excision-depth", "depth-not-known",
            "cx.length-route", "route-not-known",
            "cx.exam", "not-examined");

    @Test
    void alwaysLetThePersonNotKnow() {
        for (QuestionnaireItemComponent choice : choices()) {
            String unknown = OWN_WORD_FOR_UNKNOWN.getOrDefault(choice.getLinkId(), "asked-unknown");
            assertThat(options(choice).map(Coding::getCode))
                    .as(choice.getLinkId())
                    .contains(unknown);
        }
    }

    @Test
    void areExclusiveWhereTheySayNoneOrUnknown() {
        for (QuestionnaireItemComponent choice : choices()) {
            for (QuestionnaireItemAnswerOptionComponent option : choice.getAnswerOption()) {
                boolean excludes = Set.of("none", "asked-unknown")
                        .contains(option.getValueCoding().getCode());
                assertThat(option.hasExtension(EXTENSION + "optionExclusive"))
                        .as(choice.getLinkId())
                        .isEqualTo(choice.getRepeats() && excludes);
            }
        }
    }

    @Test
    void areTranslated() {
        for (QuestionnaireItemComponent choice : choices()) {
            assertThat(options(choice)).allSatisfy(option -> {
                String es = translation(option.getDisplayElement(), "es").orElse("");
                assertThat(es).isNotBlank();
                if (!"No".equals(option.getDisplay())) {
                    assertThat(es).isNotEqualTo(option.getDisplay());
                }
            });
        }
    }

    @Test
    void eachHaveALocalCodeOfTheSameMeaning() {
        Map<String, String> localOf = localCodes();
        Set<String> used = new HashSet<>();
        for (QuestionnaireItemComponent choice : choices()) {
            options(choice).forEach(option -> {
                String local = option.getSystem().equals(ANSWERS)
                        ? option.getCode()
                        : localOf.getOrDefault(option.getSystem() + "|" + option.getCode(), "");
                assertThat(local)
                        .as(choice.getLinkId() + " " + option.getCode())
                        .isNotEmpty();
                assertThat(option.getDisplay()).isIn(label(ANSWER_CODES, local), "Not sure");
                used.add(local);
            });
        }
        assertThat(ANSWER_CODES.getConcept())
                .extracting(ConceptDefinitionComponent::getCode)
                .containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void areLabelledInTwoLanguages() {
        Stream.concat(ANSWER_CODES.getConcept().stream(), ITEM_CODES.getConcept().stream())
                .forEach(concept -> assertThat(concept.getDesignation())
                        .as(concept.getCode())
                        .anySatisfy(designation -> {
                            assertThat(designation.getLanguage()).isEqualTo("es");
                            assertThat(designation.getValue()).isNotBlank();
                        }));
    }

    private static Map<String, String> localCodes() {
        Map<String, String> local = new HashMap<>();
        TO_STANDARD
                .getGroup()
                .forEach(group -> group.getElement()
                        .forEach(element -> element.getTarget()
                                .forEach(target ->
                                        local.put(group.getTarget() + "|" + target.getCode(), element.getCode()))));
        return local;
    }
}
