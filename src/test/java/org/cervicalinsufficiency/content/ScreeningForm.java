package org.cervicalinsufficiency.content;

import static org.cervicalinsufficiency.content.ContentFiles.BASE;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemAnswerOptionComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;

/** The screening form with its codes, read once, and how to walk through it. */
final class ScreeningForm {

    static final String EXTENSION = "http://hl7.org/fhir/StructureDefinition/questionnaire-";
    static final String ANSWERS = BASE + "CodeSystem/screening-answer";
    static final String ITEMS = BASE + "CodeSystem/screening-item";

    static final Questionnaire FORM =
            ContentFiles.read(Questionnaire.class, "questionnaire/cervical-insufficiency-screening.json");
    static final CodeSystem ANSWER_CODES = ContentFiles.read(CodeSystem.class, "codesystem/screening-answer.json");
    static final CodeSystem ITEM_CODES = ContentFiles.read(CodeSystem.class, "codesystem/screening-item.json");
    static final ConceptMap TO_STANDARD =
            ContentFiles.read(ConceptMap.class, "conceptmap/screening-answer-to-standard.json");
    static final OfflineValidation VALIDATION = new OfflineValidation(artifacts());

    private ScreeningForm() {}

    /** Form, codes and map. */
    static List<MetadataResource> artifacts() {
        return List.of(FORM, ANSWER_CODES, ITEM_CODES, TO_STANDARD);
    }

    /** Every item at every depth, in the order of the form. */
    static List<QuestionnaireItemComponent> items() {
        return FORM.getItem().stream().flatMap(ScreeningForm::withChildren).toList();
    }

    private static Stream<QuestionnaireItemComponent> withChildren(QuestionnaireItemComponent item) {
        return Stream.concat(Stream.of(item), item.getItem().stream().flatMap(ScreeningForm::withChildren));
    }

    static List<QuestionnaireItemComponent> choices() {
        return items().stream()
                .filter(item -> item.getType() == QuestionnaireItemType.CHOICE)
                .toList();
    }

    static QuestionnaireItemComponent item(String linkId) {
        return items().stream()
                .filter(item -> item.getLinkId().equals(linkId))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Coding> options(QuestionnaireItemComponent item) {
        return item.getAnswerOption().stream().map(QuestionnaireItemAnswerOptionComponent::getValueCoding);
    }

    /** The English label of a code that must exist. */
    static String label(CodeSystem codes, String code) {
        return codes.getConcept().stream()
                .filter(concept -> concept.getCode().equals(code))
                .map(ConceptDefinitionComponent::getDisplay)
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " is not in " + codes.getUrl()));
    }

    static boolean same(Coding one, Coding other) {
        return one.getSystem().equals(other.getSystem()) && one.getCode().equals(other.getCode());
    }
}
