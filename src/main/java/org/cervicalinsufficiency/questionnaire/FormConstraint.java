package org.cervicalinsufficiency.questionnaire;

import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.StringType;

/**
 * A rule of the form about one item, as its author wrote it: a FHIRPath expression and a sentence for people.
 *
 * @param key its name
 * @param expression over the item of the response; {@code %resource} is the response
 * @param human the sentence, with its translations
 */
record FormConstraint(String key, ExpressionNode expression, StringType human) {

    private static final String URL = "http://hl7.org/fhir/StructureDefinition/questionnaire-constraint";
    private static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";

    /**
     * The rules of an item whose breach is an error; a warning is for the person at the form.
     *
     * @throws IllegalStateException if an expression cannot be read
     */
    static List<FormConstraint> of(QuestionnaireItemComponent item, FormPaths paths) {
        return item.getExtensionsByUrl(URL).stream()
                .filter(extension -> part(extension, "severity").equals("error"))
                .map(extension -> new FormConstraint(
                        part(extension, "key"),
                        paths.parse(item.getLinkId(), part(extension, "expression")),
                        human(extension)))
                .toList();
    }

    /** The sentence in a language, else as written. */
    String sentence(Locale language) {
        return human.getExtensionsByUrl(TRANSLATION).stream()
                .filter(translation -> part(translation, "lang").equals(language.getLanguage()))
                .map(translation -> part(translation, "content"))
                .findFirst()
                .orElse(human.getValue());
    }

    private static String part(Extension extension, String name) {
        Extension part = extension.getExtensionByUrl(name);
        return part != null && part.getValue() instanceof PrimitiveType<?> value ? value.getValueAsString() : "";
    }

    private static StringType human(Extension extension) {
        Extension part = extension.getExtensionByUrl("human");
        return part != null && part.getValue() instanceof StringType text ? text : new StringType("");
    }
}
