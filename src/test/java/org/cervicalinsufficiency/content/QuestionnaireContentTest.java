package org.cervicalinsufficiency.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cervicalinsufficiency.content.ContentFiles.translation;
import static org.cervicalinsufficiency.content.ScreeningForm.EXTENSION;
import static org.cervicalinsufficiency.content.ScreeningForm.FORM;
import static org.cervicalinsufficiency.content.ScreeningForm.ITEMS;
import static org.cervicalinsufficiency.content.ScreeningForm.ITEM_CODES;
import static org.cervicalinsufficiency.content.ScreeningForm.item;
import static org.cervicalinsufficiency.content.ScreeningForm.items;
import static org.cervicalinsufficiency.content.ScreeningForm.label;
import static org.cervicalinsufficiency.content.ScreeningForm.options;
import static org.cervicalinsufficiency.content.ScreeningForm.same;

import java.util.HashSet;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.junit.jupiter.api.Test;

/** The items of the form: complete, in two languages, enabled by what exists. */
class QuestionnaireContentTest {

    @Test
    void haveLinkIdsUsedOnce() {
        assertThat(items()).extracting(QuestionnaireItemComponent::getLinkId).doesNotHaveDuplicates();
    }

    @Test
    void standDirectlyBelowTheirGroup() {
        for (QuestionnaireItemComponent root : FORM.getItem()) {
            for (QuestionnaireItemComponent leaf : root.getItem()) {
                assertThat(leaf.getLinkId()).startsWith(root.getLinkId() + ".");
                assertThat(leaf.getItem()).allSatisfy(help -> {
                    assertThat(help.getType()).isEqualTo(QuestionnaireItemType.DISPLAY);
                    assertThat(help.getLinkId()).isEqualTo(leaf.getLinkId() + ".help");
                });
            }
        }
    }

    @Test
    void haveNoDefinitionThatWouldSwitchTheExtract() {
        assertThat(items()).noneMatch(QuestionnaireItemComponent::hasDefinition);
    }

    @Test
    void askForNothingButThePregnancyStatus() {
        assertThat(items().stream()
                        .filter(QuestionnaireItemComponent::getRequired)
                        .map(QuestionnaireItemComponent::getLinkId))
                .containsExactly("preg.status");
    }

    @Test
    void areTranslated() {
        for (QuestionnaireItemComponent item : items()) {
            assertThat(translation(item.getTextElement(), "es"))
                    .as(item.getLinkId())
                    .hasValueSatisfying(es -> assertThat(es).isNotBlank().isNotEqualTo(item.getText()));
        }
        assertThat(translation(FORM.getTitleElement(), "es")).isPresent();
        assertThat(translation(FORM.getDescriptionElement(), "es")).isPresent();
    }

    @Test
    void areLabelledInTheItemCodes() {
        Set<String> linkIds = new HashSet<>();
        items().stream()
                .filter(item -> item.getType() != QuestionnaireItemType.DISPLAY)
                .forEach(item -> {
                    linkIds.add(item.getLinkId());
                    Coding local = item.getCodeFirstRep();
                    assertThat(local.getSystem()).isEqualTo(ITEMS);
                    assertThat(local.getCode()).isEqualTo(item.getLinkId());
                    assertThat(local.getDisplay()).isEqualTo(label(ITEM_CODES, item.getLinkId()));
                });
        assertThat(ITEM_CODES.getConcept())
                .extracting(ConceptDefinitionComponent::getCode)
                .containsExactlyInAnyOrderElementsOf(linkIds);
    }

    @Test
    void areEnabledByItemsThatExist() {
        Set<String> linkIds = new HashSet<>();
        items().forEach(item -> linkIds.add(item.getLinkId()));
        for (QuestionnaireItemComponent item : items()) {
            assertThat(item.getEnableWhen())
                    .allSatisfy(when -> assertThat(linkIds).contains(when.getQuestion()));
            item.getEnableWhen().stream()
                    .filter(when -> when.hasAnswerCoding())
                    .forEach(when -> assertThat(options(item(when.getQuestion())))
                            .as(item.getLinkId())
                            .anyMatch(option -> same(option, when.getAnswerCoding())));
            if (item.getEnableWhen().size() > 1) {
                assertThat(item.hasEnableBehavior()).as(item.getLinkId()).isTrue();
            }
        }
    }

    @Test
    void sayWhatToDoNowWhateverWasAnswered() {
        QuestionnaireItemComponent now = item("now-help");
        assertThat(now.hasEnableWhen()).isFalse();
        assertThat(FORM.getItem().indexOf(now)).isEqualTo(FORM.getItem().indexOf(item("sym")) - 1);
        assertThat(now.getText()).doesNotContainPattern("\\d{3}");
    }

    @Test
    void helpBesideEverySymptom() {
        assertThat(item("sym").getItem().stream()
                        .filter(item -> item.getAnswerOption().stream()
                                .anyMatch(option ->
                                        option.getValueCoding().getCode().equals("Y"))))
                .hasSize(14)
                .allMatch(QuestionnaireItemComponent::hasItem);
    }

    @Test
    void takeALengthInMillimetresOrCentimetres() {
        assertThat(item("cx.length").getExtensionsByUrl(EXTENSION + "unitOption"))
                .extracting(unit -> ((Coding) unit.getValue()).getCode())
                .containsExactly("mm", "cm");
    }
}
