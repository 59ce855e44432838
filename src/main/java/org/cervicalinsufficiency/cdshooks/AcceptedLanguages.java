package org.cervicalinsufficiency.cdshooks;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages of an {@code Accept-Language} header, most wanted first. A header that cannot be read says nothing. */
public final class AcceptedLanguages {

    private static final int MAX_LENGTH = 256;
    private static final int MAX_LANGUAGES = 8;

    private AcceptedLanguages() {}

    /** The languages of the header; none when it is absent, over-long or malformed. */
    public static List<Locale> of(@Nullable String header) {
        if (header == null || header.isBlank() || header.length() > MAX_LENGTH) {
            return List.of();
        }
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .filter(range -> range.getWeight() > 0 && !range.getRange().startsWith("*"))
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .filter(locale -> !locale.getLanguage().isEmpty())
                    .distinct()
                    .limit(MAX_LANGUAGES)
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
