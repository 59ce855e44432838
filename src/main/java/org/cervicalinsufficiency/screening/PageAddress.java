package org.cervicalinsufficiency.screening;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where the pages of this server stand, for links to them. Clients reach it over https; without TLS a page is linked only
 * if it stands on the reader's own machine and nobody is registered, as on a trial.
 *
 * @param base absolute, without a slash at its end; empty where no page may be linked
 */
public record PageAddress(Optional<String> base) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * The pages below the address that clients call.
     *
     * @param registered whether clients are registered: they are linked to nothing but https
     */
    public static PageAddress at(String address, boolean registered) {
        URI uri = URI.create(address);
        boolean linked = "https".equals(uri.getScheme())
                || (!registered && THIS_MACHINE.contains(String.valueOf(uri.getHost())));
        return new PageAddress(linked ? Optional.of(address) : Optional.empty());
    }

    /** No page is linked. */
    public static PageAddress none() {
        return new PageAddress(Optional.empty());
    }

    /**
     * A leaflet in the language of the card.
     *
     * @param tenant whose telephone numbers it shows, if it has any
     */
    Optional<String> leaflet(String topic, Locale language, Optional<String> tenant) {
        String whose = tenant.map(id -> "&tenant=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                .orElse("");
        return base.map(address -> address + "/leaflets/" + topic + "?lang=" + language.getLanguage() + whose);
    }

    /** The page of a form. */
    Optional<String> form(String form, Locale language) {
        return base.map(address -> address + "/forms/" + form + "?lang=" + language.getLanguage());
    }

    /** Where a SMART launch begins. */
    Optional<String> launch() {
        return base.map(address -> address + "/launch");
    }
}
