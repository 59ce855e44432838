package org.cervicalinsufficiency.knowledge;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PrimitiveType;

/**
 * A text of the artifacts in every language it has. English is the language of the resources; the others stand in FHIR
 * {@code translation} extensions or designations.
 *
 * @param english the text as written
 * @param translations the other languages, by language code
 */
public record Text(String english, Map<String, String> translations) {

    private static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";

    /** Copies the translations. */
    public Text {
        translations = Map.copyOf(translations);
    }

    /** The text of a FHIR element with its {@code translation} extensions. */
    public static Text of(PrimitiveType<String> element) {
        return of(element.getValueAsString() == null ? "" : element.getValueAsString(), element);
    }

    /** A text whose translations stand on the element beside it. */
    static Text of(String english, Element element) {
        Map<String, String> translations = new LinkedHashMap<>();
        for (Extension translation : element.getExtensionsByUrl(TRANSLATION)) {
            Extension language = translation.getExtensionByUrl("lang");
            Extension content = translation.getExtensionByUrl("content");
            if (language != null && content != null) {
                translations.put(
                        language.getValue().primitiveValue(), content.getValue().primitiveValue());
            }
        }
        return new Text(english, translations);
    }

    /** The text in every language that it has, English included. */
    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>(translations);
        all.put("en", english);
        return all;
    }

    /** The text in a language; English where the artifacts have no translation. */
    public String in(Locale language) {
        return translations.getOrDefault(language.getLanguage(), english);
    }
}
