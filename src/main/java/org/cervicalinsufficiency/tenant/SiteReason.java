package org.cervicalinsufficiency.tenant;

import java.util.Locale;
import java.util.Map;

/**
 * A reason for dismissing a card that a site offers in place of those of the artifacts.
 *
 * @param system code system, an absolute URI
 * @param code unique among the reasons of the site
 * @param display its words, for whoever reads another language than the further ones
 * @param further its words in other languages, by their codes
 */
public record SiteReason(String system, String code, String display, Map<String, String> further) {

    /** Copies the map. */
    public SiteReason {
        further = Map.copyOf(further);
    }

    /** The words for a reader. */
    public String displayIn(Locale language) {
        return further.getOrDefault(language.getLanguage(), display);
    }
}
