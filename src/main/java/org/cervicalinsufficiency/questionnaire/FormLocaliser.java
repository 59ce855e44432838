package org.cervicalinsufficiency.questionnaire;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Questionnaire;

/**
 * A Questionnaire in one language: every text that has a translation into that language is replaced by it, and the
 * translations are left out. Nothing else changes, so that an answer still belongs to the same canonical and version. A
 * text without a translation stays in the language of the artifact.
 */
public final class FormLocaliser {

    private static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";
    private static final String BASE_LANGUAGE = "en";

    private FormLocaliser() {}

    /**
     * The language to show a form in.
     *
     * @param wanted the languages that the reader takes, most wanted first
     * @return the first of them that the form is written in, with or without the region; else the form's own
     */
    public static String language(Questionnaire form, List<Locale> wanted) {
        Set<String> offered = languages(form);
        return wanted.stream()
                .flatMap(locale -> offered(offered, locale).stream())
                .findFirst()
                .orElseGet(() -> baseLanguage(form));
    }

    /** A copy of the form in this language, one of {@link #language}. The form given is not touched. */
    public static Questionnaire localised(Questionnaire form, String language) {
        Questionnaire copy = form.copy();
        copy.setId(form.getIdElement());
        replace(copy, language);
        copy.setLanguage(language);
        return copy;
    }

    /** The languages that a form is written in: its own, and each that a text is translated into. */
    static Set<String> languages(Questionnaire form) {
        Set<String> languages = new TreeSet<>();
        languages.add(baseLanguage(form));
        collect(form, languages);
        return languages;
    }

    private static String baseLanguage(Questionnaire form) {
        return form.hasLanguage() ? form.getLanguage() : BASE_LANGUAGE;
    }

    private static Optional<String> offered(Set<String> offered, Locale locale) {
        return List.of(locale.toLanguageTag(), locale.getLanguage()).stream()
                .flatMap(tag -> offered.stream().filter(tag::equalsIgnoreCase))
                .findFirst();
    }

    private static void collect(Base element, Set<String> languages) {
        if (element instanceof Element carrier) {
            carrier.getExtensionsByUrl(TRANSLATION)
                    .forEach(translation -> part(translation, "lang").ifPresent(languages::add));
        }
        children(element).forEach(child -> collect(child, languages));
    }

    private static void replace(Base element, String language) {
        if (element instanceof Element carrier && carrier.hasExtension(TRANSLATION)) {
            if (element instanceof PrimitiveType<?> text) {
                carrier.getExtensionsByUrl(TRANSLATION).stream()
                        .filter(translation -> part(translation, "lang")
                                .filter(language::equals)
                                .isPresent())
                        .flatMap(translation -> part(translation, "content").stream())
                        .findFirst()
                        .ifPresent(text::setValueAsString);
            }
            carrier.getExtension().removeIf(extension -> TRANSLATION.equals(extension.getUrl()));
        }
        children(element).forEach(child -> replace(child, language));
    }

    private static List<Base> children(Base element) {
        return element.children().stream()
                .map(Property::getValues)
                .flatMap(List::stream)
                .toList();
    }

    private static Optional<String> part(Extension translation, String url) {
        return Optional.ofNullable(translation.getExtensionByUrl(url))
                .map(Extension::getValue)
                .map(Base::primitiveValue);
    }
}
