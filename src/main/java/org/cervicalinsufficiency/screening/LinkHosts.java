package org.cervicalinsufficiency.screening;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCardJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseLinkJson;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.cervicalinsufficiency.tenant.CardSettings;

/**
 * The hosts that links of a site's cards may point to. EHRs drop links that are not registered with them, or open them
 * where nobody has looked; what a card says never stands in a link only.
 *
 * @param hosts host names in lower case, for any port or with one; empty: every host that the artifacts name
 */
record LinkHosts(Set<String> hosts) {

    private static final int HTTPS = 443;

    LinkHosts {
        hosts = Set.copyOf(hosts);
    }

    /** The hosts that are registered, and with them the one of the site's own form. */
    static LinkHosts of(CardSettings settings) {
        Set<String> hosts = new HashSet<>();
        settings.linkHosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
        if (!hosts.isEmpty()) {
            settings.formUrl().map(LinkHosts::host).ifPresent(hosts::add);
        }
        return new LinkHosts(hosts);
    }

    /** Takes the links to other hosts out of an answer. */
    void keepIn(CdsServiceResponseJson response) {
        if (!hosts.isEmpty()) {
            response.getCards().forEach(this::keepIn);
        }
    }

    private void keepIn(CdsServiceResponseCardJson card) {
        if (card.getLinks() != null) {
            card.setLinks(card.getLinks().stream().filter(this::isKnown).toList());
        }
    }

    private boolean isKnown(CdsServiceResponseLinkJson link) {
        return hosts.contains(host(link.getUrl())) || hosts.contains(hostAndPort(link.getUrl()));
    }

    private static String host(String url) {
        return String.valueOf(URI.create(url).getHost()).toLowerCase(Locale.ROOT);
    }

    private static String hostAndPort(String url) {
        int port = URI.create(url).getPort();
        return host(url) + ":" + (port < 0 ? HTTPS : port);
    }
}
