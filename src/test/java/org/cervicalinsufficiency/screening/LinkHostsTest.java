package org.cervicalinsufficiency.screening;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCardJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseLinkJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cervicalinsufficiency.cdshooks.ExtendedResponseJson;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links of cards lead to registered hosts only. */
class LinkHostsTest {

    private static final List<String> LINKS = List.of(
            "https://FORMS.example/screening?x=1",
            "https://a.example:8443/x",
            "https://xa.example/",
            "https://a.example.evil/");

    @ParameterizedTest(name = "AC-46 registered {0} keeps links {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none | 0,1,2,3",
                "a.example | 0,1",
                "A.EXAMPLE | 0,1",
                "a.example.evil,xa.example | 0,2,3",
                "example | 0",
                "a.example:8443 | 0,1",
                "a.example:443 | 0",
                "xa.example:443 | 0,2",
                "b.example | 0",
            })
    void keepRegisteredHosts(String registered, String kept) {
        List<String> expected = List.of(kept.split(",")).stream()
                .map(place -> LINKS.get(Integer.parseInt(place)))
                .toList();

        assertThat(links(registered == null ? List.of() : List.of(registered.split(","))))
                .isEqualTo(expected);
    }

    @Test
    void leaveACardWithoutLinksAlone() {
        CdsServiceResponseJson response = new ExtendedResponseJson();
        response.addCard(new CdsServiceResponseCardJson());
        LinkHosts.of(settings(List.of("a.example"))).keepIn(response);

        assertThat(response.getCards().get(0).getLinks()).isNull();
    }

    private static List<String> links(List<String> registered) {
        CdsServiceResponseJson response = new ExtendedResponseJson();
        response.addCard(new CdsServiceResponseCardJson()
                .setLinks(LINKS.stream()
                        .map(url -> new CdsServiceResponseLinkJson().setUrl(url))
                        .toList()));
        LinkHosts.of(settings(registered)).keepIn(response);
        return response.getCards().get(0).getLinks().stream()
                .map(CdsServiceResponseLinkJson::getUrl)
                .toList();
    }

    private static CardSettings settings(List<String> hosts) {
        return new CardSettings(
                "us",
                "en",
                Optional.of("https://forms.example/screening"),
                hosts,
                10,
                Map.of(),
                Map.of(),
                CardSettings.SUGGESTIONS,
                Duration.ofDays(7));
    }
}
