package org.cervicalinsufficiency.screening;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseLinkJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cervicalinsufficiency.knowledge.Recommendation;
import org.cervicalinsufficiency.knowledge.Wording;
import org.cervicalinsufficiency.tenant.CardSettings;

/**
 * Where the cards of a site lead: to its form, to leaflets, to what they cite. Nothing about the patient stands in a link.
 *
 * @param pages where the pages of this server stand
 * @param formUrl the site's own page for the form, in place of ours
 * @param phonesOf the site by its id, if it has telephone numbers for leaflets
 */
public record CardLinks(PageAddress pages, Optional<String> formUrl, Optional<String> phonesOf) {

    /** Refuses an address that a card may not carry. */
    public CardLinks {
        formUrl.filter(url -> !url.startsWith("https://")).ifPresent(url -> {
            throw new IllegalArgumentException(
                    "screening.form-url must be an absolute https address; leave it empty to link no form.");
        });
    }

    /**
     * The links of a site.
     *
     * @param site its id
     */
    public static CardLinks of(String site, CardSettings cards, PageAddress pages) {
        return new CardLinks(
                pages,
                cards.formUrl(),
                Optional.of(site).filter(id -> !cards.phones().isEmpty()));
    }

    List<CdsServiceResponseLinkJson> of(Recommendation recommendation, Wording wording, Locale language) {
        List<CdsServiceResponseLinkJson> links = new ArrayList<>();
        recommendation
                .traits()
                .form()
                .flatMap(form -> formUrl.or(() -> pages.form(form, language)))
                .ifPresent(url ->
                        links.add(link(wording.label("card-text", "link-form").in(language), url)));
        recommendation
                .traits()
                .leaflets()
                .forEach(leaflet -> pages.leaflet(leaflet.topic(), language, phonesOf)
                        .ifPresent(url -> links.add(link(leaflet.label().in(language), url))));
        recommendation.evidence().citations().stream()
                .skip(1)
                .forEach(citation -> citation.url()
                        .filter(url -> url.startsWith("https://"))
                        .ifPresent(url -> links.add(link(citation.name().in(language), url))));
        return links;
    }

    private static CdsServiceResponseLinkJson link(String label, String url) {
        return new CdsServiceResponseLinkJson().setLabel(label).setUrl(url).setType("absolute");
    }
}
