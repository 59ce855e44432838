package org.cervicalinsufficiency.screening;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.cervicalinsufficiency.tenant.CardSettings;

/**
 * What a site sets.
 *
 * @param profile guideline profile in force, one that the artifacts list
 * @param language language of the cards where the caller accepts none that the artifacts have
 * @param formUrl absolute https address of the screening form, linked from the cards that ask for it
 * @param suggestions types of the resources that a suggestion may draft
 */
public record ScreeningSettings(String profile, Locale language, Optional<String> formUrl, Set<String> suggestions) {

    /** What a tenant has registered. */
    public static ScreeningSettings of(CardSettings cards) {
        return new ScreeningSettings(
                cards.profile(),
                Locale.forLanguageTag(cards.language()),
                cards.formUrl(),
                Set.copyOf(cards.suggestions()));
    }

    /** Refuses an address that a card may not carry. */
    public ScreeningSettings {
        suggestions = Set.copyOf(suggestions);
        formUrl.filter(url -> !url.startsWith("https://")).ifPresent(url -> {
            throw new IllegalArgumentException(
                    "screening.form-url must be an absolute https address; leave it empty to link no form.");
        });
    }

    /** The reader's first language that the artifacts have, else the site's. */
    Locale languageOf(List<Locale> accepted, Set<String> written) {
        return accepted.stream()
                .filter(locale -> written.contains(locale.getLanguage()))
                .findFirst()
                .orElse(language);
    }
}
