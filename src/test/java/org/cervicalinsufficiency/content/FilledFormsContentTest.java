package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cervicalinsufficiency.content.ScreeningForm.FORM;
import static org.cervicalinsufficiency.content.ScreeningForm.VALIDATION;

import ca.uhn.fhir.parser.StrictErrorHandler;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Filled forms against the form: what fits, what does not, and that every item can be answered. */
class FilledFormsContentTest {

    private static final String YES_NO = "http://terminology.hl7.org/CodeSystem/v2-0136";

    /** Forms that together open every item: all answered, dated by the last period, not pregnant. */
    static List<QuestionnaireResponse> branches() {
        return List.of(branch("every-item"), branch("last-period"), branch("not-pregnant"));
    }

    private static QuestionnaireResponse branch(String name) {
        return ContentFiles.CONTEXT
                .newJsonParser()
                .setParserErrorHandler(new StrictErrorHandler())
                .parseResource(
                        QuestionnaireResponse.class,
                        ContentFiles.text(Path.of("src/test/resources/forms", name + ".json")));
    }

    @ParameterizedTest
    @MethodSource("branches")
    void fitOnEveryBranch(QuestionnaireResponse form) {
        assertThat(VALIDATION.errors(form)).isEmpty();
    }

    @Test
    void canAnswerEveryItem() {
        Set<String> answered = new HashSet<>();
        branches()
                .forEach(form -> form.getItem().forEach(root -> {
                    answered.add(root.getLinkId());
                    root.getItem().forEach(leaf -> answered.add(leaf.getLinkId()));
                }));
        assertThat(ScreeningForm.items().stream()
                        .filter(item -> item.getType() != QuestionnaireItemType.DISPLAY)
                        .map(QuestionnaireItemComponent::getLinkId))
                .containsExactlyInAnyOrderElementsOf(answered);
    }

    @ParameterizedTest
    @MethodSource("org.cervicalinsufficiency.content.ExamplesContentTest#forms")
    void fitTheQuestionnaire(QuestionnaireResponse form) {
        assertThat(form.getQuestionnaire()).isEqualTo(FORM.getUrl() + "|" + FORM.getVersion());
        assertThat(form.hasSubject() && form.hasAuthored()).isTrue();
        assertThat(VALIDATION.errors(form)).isEmpty();
    }

    @Test
    void areRefusedWithACodeThatIsNotAnOption() {
        QuestionnaireResponse form = anyForm();
        answer(form, "gyn", "gyn.asherman").getAnswerFirstRep().setValue(new Coding(YES_NO, "NASK", "Not asked"));
        assertThat(VALIDATION.errors(form)).isNotEmpty();
    }

    @Test
    void areRefusedWithWordsInPlaceOfACode() {
        QuestionnaireResponse form = anyForm();
        answer(form, "gyn", "gyn.asherman").getAnswerFirstRep().setValue(new StringType("no"));
        assertThat(VALIDATION.errors(form)).isNotEmpty();
    }

    @Test
    void areRefusedWithAnItemThatDoesNotExist() {
        QuestionnaireResponse form = anyForm();
        answer(form, "gyn", "gyn.asherman").setLinkId("gyn.scar");
        assertThat(VALIDATION.errors(form)).isNotEmpty();
    }

    @Test
    void areRefusedWithAnAnswerToADisabledItem() {
        QuestionnaireResponse form = anyForm();
        answer(form, "ob", "ob.any").getAnswerFirstRep().setValue(new Coding(YES_NO, "N", "No"));
        assertThat(VALIDATION.errors(form))
                .anySatisfy(error -> assertThat(error).contains("ob.loss2t"));
    }

    @Test
    void areRefusedWithoutThePregnancyStatus() {
        QuestionnaireResponse form = anyForm();
        form.getItemFirstRep().getItem().remove(answer(form, "preg", "preg.status"));
        assertThat(VALIDATION.errors(form))
                .anySatisfy(error -> assertThat(error).contains("required item 'preg.status'"));
    }

    @Test
    void areRefusedWithACountOfNone() {
        QuestionnaireResponse form = anyForm();
        answer(form, "ob", "ob.loss2t-count").getAnswerFirstRep().setValue(new IntegerType(0));
        assertThat(VALIDATION.errors(form)).isNotEmpty();
    }

    /** A form with an earlier loss, so that items behind other items are answered. */
    private static QuestionnaireResponse anyForm() {
        return ExamplesContentTest.forms().get(0).copy();
    }

    private static QuestionnaireResponseItemComponent answer(QuestionnaireResponse form, String group, String linkId) {
        return form.getItem().stream()
                .filter(item -> item.getLinkId().equals(group))
                .flatMap(item -> item.getItem().stream())
                .filter(item -> item.getLinkId().equals(linkId))
                .findFirst()
                .orElseThrow();
    }
}
