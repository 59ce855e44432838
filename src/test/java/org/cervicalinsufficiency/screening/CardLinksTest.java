package org.cervicalinsufficiency.screening;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseLinkJson;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cervicalinsufficiency.SharedKnowledge;
import org.cervicalinsufficiency.knowledge.Recommendation;
import org.junit.jupiter.api.Test;

/** Where cards lead, for sites that have registered much or nothing. */
class CardLinksTest {

    private static final String PLAN =
            "https://cervical-insufficiency.example/fhir/PlanDefinition/cervical-insufficiency-screening";
    private static final PageAddress PAGES = PageAddress.at("https://cds.example", false);

    private static List<CdsServiceResponseLinkJson> links(String action, CardLinks site, String language) {
        var knowledge = SharedKnowledge.knowledge();
        Recommendation card = knowledge.recommendations(PLAN).stream()
                .filter(each -> each.actionId().equals(action))
                .findFirst()
                .orElseThrow();
        return site.of(card, knowledge.wording(), Locale.forLanguageTag(language));
    }

    private static CardLinks site(PageAddress pages, Optional<String> form, Optional<String> phones) {
        return new CardLinks(pages, form, phones, false);
    }

    @Test
    void leadToTheLeafletsOfTheCardInItsLanguage() {
        var links = links("EducationSymptoms", site(PAGES, Optional.empty(), Optional.of("st-mary")), "es");
        assertThat(links.subList(0, 2))
                .extracting(CdsServiceResponseLinkJson::getUrl)
                .containsExactly(
                        "https://cds.example/leaflets/early-signs?lang=es&tenant=st-mary",
                        "https://cds.example/leaflets/care-options?lang=es&tenant=st-mary");
        assertThat(links).allSatisfy(link -> assertThat(link.getType()).isEqualTo("absolute"));
        assertThat(links.get(0).getLabel()).startsWith("Folleto: ");
    }

    @Test
    void leadToTheSitesOwnFormElseToOurs() {
        assertThat(links(
                        "CompleteScreening",
                        site(PAGES, Optional.of("https://forms.example/x"), Optional.empty()),
                        "en"))
                .extracting(CdsServiceResponseLinkJson::getUrl)
                .containsExactly("https://forms.example/x");
        assertThat(links("CompleteScreening", site(PAGES, Optional.empty(), Optional.empty()), "en"))
                .extracting(CdsServiceResponseLinkJson::getUrl)
                .containsExactly("https://cds.example/forms/cervical-insufficiency-screening?lang=en");
    }

    @Test
    void launchTheFormWhereTheEhrCanAndLinkThePageBeside() {
        var links = links("CompleteScreening", new CardLinks(PAGES, Optional.empty(), Optional.empty(), true), "es");
        assertThat(links).hasSize(2);
        assertThat(links.get(0).getType()).isEqualTo("smart");
        assertThat(links.get(0).getUrl()).isEqualTo("https://cds.example/launch");
        assertThat(links.get(0).getAppContext()).isEqualTo("cervical-insufficiency-screening");
        assertThat(links.get(1).getType()).isEqualTo("absolute");
    }

    @Test
    void leadToNoPageWhereNoneCanBeReached() {
        assertThat(links("EducationSymptoms", site(PageAddress.none(), Optional.empty(), Optional.empty()), "en"))
                .extracting(CdsServiceResponseLinkJson::getUrl)
                .noneMatch(url -> url.contains("/leaflets/"))
                .isNotEmpty();
        assertThat(links("CompleteScreening", site(PageAddress.none(), Optional.empty(), Optional.empty()), "en"))
                .isEmpty();
    }

    /** Works that a card cites are still linked as before, and a leaflet is not cited. */
    @Test
    void leaveTheEvidenceAsItWas() {
        var evidence = SharedKnowledge.knowledge().recommendations(PLAN).stream()
                .filter(each -> each.actionId().equals("EducationSymptoms"))
                .findFirst()
                .orElseThrow()
                .evidence();
        assertThat(evidence.citations())
                .hasSize(3)
                .noneMatch(cited -> cited.name().english().startsWith("Leaflet"));
    }
}
