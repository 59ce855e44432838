package org.cervicalinsufficiency.screening;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseLinkJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cervicalinsufficiency.knowledge.Recommendation;
import org.cervicalinsufficiency.knowledge.Wording;
import org.cervicalinsufficiency.tenant.Tenant;

/**
 * Where the cards of a site lead: to its form, to leaflets, to what they cite. Nothing about the patient stands in a link.
 *
 * @param pages where the pages of this server stand
 * @param formUrl the site's own page for the form, in place of ours
 * @param phonesOf the site by its id, if it has telephone numbers for leaflets
 * @param launched whether the site's EHR has our form registered as a SMART app
 */
public record CardLinks(PageAddress pages, Optional<String> formUrl, Optional<String> phonesOf, boolean launched) {

    /** Refuses an address that a card may not carry. */
    public CardLinks {
        formUrl.filter(url -> !url.startsWith("https://")).ifPresent(url -> {
            throw new IllegalArgumentException(
                    "screening.form-url must be an absolute https address; leave it empty to link no form.");
        });
    }

    /** The links of a tenant. */
    public static CardLinks of(Tenant tenant, PageAddress pages) {
        return new CardLinks(
                pages,
                tenant.cards().formUrl(),
                Optional.of(tenant.id()).filter(id -> !tenant.cards().phones().isEmpty()),
                tenant.ehr().launch().isPresent());
    }

    List<CdsServiceResponseLinkJson> of(Recommendation recommendation, Wording wording, Locale language) {
        List<CdsServiceResponseLinkJson> links = new ArrayList<>();
        recommendation.traits().form().ifPresent(form -> links.addAll(ofForm(form, wording, language)));
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

    /** A SMART app cannot be launched by every reader of a card, so the page itself is linked beside it. */
    private List<CdsServiceResponseLinkJson> ofForm(String form, Wording wording, Locale language) {
        List<CdsServiceResponseLinkJson> links = new ArrayList<>();
        formUrl.or(() -> pages.form(form, language)).ifPresent(url -> {
            pages.launch()
                    .filter(start -> launched)
                    .ifPresent(start -> links.add(
                            link(wording.label("card-text", "link-form-launch").in(language), start)
                                    .setType("smart")
                                    .setAppContext(form)));
            links.add(link(wording.label("card-text", "link-form").in(language), url));
        });
        return links;
    }

    private static CdsServiceResponseLinkJson link(String label, String url) {
        return new CdsServiceResponseLinkJson().setLabel(label).setUrl(url).setType("absolute");
    }
}
