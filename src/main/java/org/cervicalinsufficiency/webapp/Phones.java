package org.cervicalinsufficiency.webapp;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.springframework.context.MessageSource;

/**
 * The telephone numbers that a site has registered for its patients. A site without any and one that is not known look
 * the same.
 */
final class Phones {

    /** Where the label of a number that we have no word for is the site's own. */
    private static final String LABEL = "leaflet.phone.";

    private static final String FIRST = "emergency";

    /**
     * A number.
     *
     * @param label what it is for
     * @param number as the site writes it
     * @param address what a telephone dials
     */
    record Phone(String label, String number, String address) {}

    private final CurrentTenants tenants;
    private final MessageSource texts;

    Phones(CurrentTenants tenants, MessageSource texts) {
        this.tenants = tenants;
        this.texts = texts;
    }

    /** The numbers of a site, the one for emergencies first. */
    List<Phone> of(Optional<String> site, Locale language) {
        return site.flatMap(id -> tenants.get().find(id)).stream()
                .flatMap(tenant -> tenant.cards().phones().entrySet().stream())
                .sorted(Comparator.comparing((Map.Entry<String, String> entry) ->
                                !entry.getKey().equals(FIRST))
                        .thenComparing(Map.Entry::getKey))
                .map(entry -> new Phone(
                        label(entry.getKey(), language),
                        entry.getValue(),
                        "tel:" + entry.getValue().replaceAll("[^0-9+*#,]", "")))
                .toList();
    }

    private String label(String what, Locale language) {
        return String.valueOf(texts.getMessage(LABEL + what, null, what, language));
    }
}
