package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The languages that the reader of a FHIR answer takes: {@code _language} of the address, then {@code Accept-Language}.
 * None is no wish at all: then a Questionnaire is served as it is stored, with its translations.
 */
final class ReaderLanguages {

    private static final int MAX_LENGTH = 256;
    private static final int MAX_LANGUAGES = 8;

    private ReaderLanguages() {}

    /** The languages of a read; in a search {@code _language} is a criterion, not a wish. */
    static List<Locale> of(RequestDetails call, boolean search) {
        String[] asked = call.getParameters().get("_language");
        String first = search || asked == null || asked.length == 0 ? null : asked[0];
        return Stream.concat(parsed(first), parsed(call.getHeader("Accept-Language")))
                .distinct()
                .limit(MAX_LANGUAGES)
                .toList();
    }

    /** A text that cannot be read says nothing; neither does the wildcard. */
    private static Stream<Locale> parsed(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > MAX_LENGTH) {
            return Stream.empty();
        }
        try {
            return Locale.LanguageRange.parse(text).stream()
                    .filter(range -> range.getWeight() > 0 && !range.getRange().startsWith("*"))
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .filter(locale -> !locale.getLanguage().isEmpty());
        } catch (IllegalArgumentException notALanguage) {
            return Stream.empty();
        }
    }
}
