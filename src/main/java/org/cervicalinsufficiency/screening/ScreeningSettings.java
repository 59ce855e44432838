package org.cervicalinsufficiency.screening;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.cervicalinsufficiency.tenant.Presentation;
import org.cervicalinsufficiency.tenant.Tenant;

/**
 * What a site sets.
 *
 * @param profile guideline profile in force, one that the artifacts list
 * @param language language of the cards where the caller accepts none that the artifacts have
 * @param links where its cards lead
 * @param suggestions types of the resources that a suggestion may draft
 * @param presentation in which form its EHR takes cards
 */
public record ScreeningSettings(
        String profile, Locale language, CardLinks links, Set<String> suggestions, Presentation presentation) {

    /** What a tenant has registered, with links to the pages of this server. */
    public static ScreeningSettings of(Tenant tenant, PageAddress pages) {
        CardSettings cards = tenant.cards();
        return new ScreeningSettings(
                cards.profile(),
                Locale.forLanguageTag(cards.language()),
                CardLinks.of(tenant, pages),
                Set.copyOf(cards.suggestions()),
                cards.presentation());
    }

    /** Copies the set. */
    public ScreeningSettings {
        suggestions = Set.copyOf(suggestions);
    }

    /** The reader's first language that the artifacts have, else the site's. */
    Locale languageOf(List<Locale> accepted, Set<String> written) {
        return accepted.stream()
                .filter(locale -> written.contains(locale.getLanguage()))
                .findFirst()
                .orElse(language);
    }
}
