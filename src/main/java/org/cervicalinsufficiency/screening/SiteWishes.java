package org.cervicalinsufficiency.screening;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceIndicatorEnum;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCardJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseLinkJson;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.cervicalinsufficiency.cdshooks.CardRules;
import org.cervicalinsufficiency.cdshooks.ExtendedResponseJson;
import org.cervicalinsufficiency.tenant.CardSettings;

/**
 * What a site has set about the cards it gets: topics that it does not want at one of its triggers, the most cards of an
 * answer, the hosts that its EHR opens links to. No setting takes away a critical card, or the card that says that
 * nothing could be evaluated; what was taken away is named in the assessment.
 */
final class SiteWishes {

    private final CardSettings settings;

    SiteWishes(CardSettings settings) {
        this.settings = settings;
    }

    /** Takes out of the answer what the site does not want. */
    void apply(CdsServiceResponseJson response, Optional<String> trigger) {
        response.getCards().forEach(this::keepKnownHosts);
        if (response instanceof ExtendedResponseJson answer && !AssessmentExtension.isNotAssessed(answer)) {
            AssessmentExtension.notShown(answer, takeOut(response, trigger));
        }
    }

    private List<String> takeOut(CdsServiceResponseJson response, Optional<String> trigger) {
        CardRules.sort(response);
        List<String> off =
                trigger.map(name -> settings.offForTriggers().get(name)).orElse(List.of());
        List<String> out = new ArrayList<>();
        int kept = 0;
        for (var cards = response.getCards().iterator(); cards.hasNext(); ) {
            CdsServiceResponseCardJson card = cards.next();
            boolean unwanted = off.contains(topic(card)) || kept >= settings.max();
            if (unwanted && card.getIndicator() != CdsServiceIndicatorEnum.CRITICAL) {
                cards.remove();
                out.add(topic(card));
            } else {
                kept++;
            }
        }
        return List.copyOf(out);
    }

    private static String topic(CdsServiceResponseCardJson card) {
        return card.getSource().getTopic().getCode();
    }

    /** Links to hosts that are not registered would vanish in the EHR, or open where nobody looked at them. */
    private void keepKnownHosts(CdsServiceResponseCardJson card) {
        if (settings.linkHosts().isEmpty() || card.getLinks() == null) {
            return;
        }
        Set<String> hosts = new HashSet<>();
        settings.linkHosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
        settings.formUrl().ifPresent(form -> hosts.add(host(form)));
        List<CdsServiceResponseLinkJson> known = card.getLinks().stream()
                .filter(link -> hosts.contains(host(link.getUrl())))
                .toList();
        card.setLinks(known);
    }

    private static String host(String url) {
        return String.valueOf(URI.create(url).getHost()).toLowerCase(Locale.ROOT);
    }
}
