package org.cervicalinsufficiency.screening;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceIndicatorEnum;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCardJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCardSourceJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCodingJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseLinkJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cervicalinsufficiency.cdshooks.ExtendedResponseJson;
import org.cervicalinsufficiency.tenant.CardSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a site may set about its cards, and what no setting can do. */
class SiteWishesTest {

    private static final CdsServiceIndicatorEnum CRITICAL = CdsServiceIndicatorEnum.CRITICAL;
    private static final CdsServiceIndicatorEnum WARNING = CdsServiceIndicatorEnum.WARNING;
    private static final CdsServiceIndicatorEnum INFO = CdsServiceIndicatorEnum.INFO;

    private static CardSettings settings(int max, Map<String, List<String>> off, List<String> hosts) {
        return new CardSettings(
                "us",
                "en",
                Optional.of("https://forms.example/screening"),
                hosts,
                max,
                off,
                Map.of(),
                Duration.ofDays(7));
    }

    private static CdsServiceResponseCardJson card(CdsServiceIndicatorEnum indicator, String topic) {
        return new CdsServiceResponseCardJson()
                .setIndicator(indicator)
                .setSource(new CdsServiceResponseCardSourceJson()
                        .setTopic(new CdsServiceResponseCodingJson().setCode(topic)))
                .setLinks(List.of(
                        link("https://FORMS.example/screening?x=1"),
                        link("https://a.example/x"),
                        link("https://b.example/")));
    }

    private static CdsServiceResponseLinkJson link(String url) {
        return new CdsServiceResponseLinkJson().setUrl(url);
    }

    private static ExtendedResponseJson answer(Map<String, Object> assessment, CdsServiceResponseCardJson... cards) {
        ExtendedResponseJson answer = new ExtendedResponseJson();
        Stream.of(cards).forEach(answer::addCard);
        answer.putExtension(AssessmentExtension.NAME, assessment);
        return answer;
    }

    private static List<String> topics(ExtendedResponseJson answer) {
        return answer.getCards().stream()
                .map(card -> card.getSource().getTopic().getCode())
                .toList();
    }

    private static ExtendedResponseJson shown(CardSettings settings, @Nullable String trigger) {
        ExtendedResponseJson answer = answer(
                Map.of("route", "standard"),
                card(INFO, "I1"),
                card(CRITICAL, "C1"),
                card(WARNING, "W1"),
                card(CRITICAL, "C2"),
                card(INFO, "I2"));
        new SiteWishes(settings).apply(answer, Optional.ofNullable(trigger));
        return answer;
    }

    @Test
    void ep9SwitchesTopicsOffAtATrigger() {
        CardSettings settings = settings(10, Map.of("6", List.of("I1", "W1", "C1")), List.of());

        assertThat(topics(shown(settings, "6"))).containsExactly("C1", "C2", "I2");
        assertThat(topics(shown(settings, "7"))).containsExactly("C1", "C2", "W1", "I1", "I2");
        assertThat(topics(shown(settings, null))).hasSize(5);
    }

    @Test
    void ep9NamesWhatIsNotShown() {
        assertThat(shown(settings(10, Map.of("6", List.of("I1", "W1")), List.of()), "6")
                        .extensions())
                .containsEntry(AssessmentExtension.NAME, Map.of("route", "standard", "notShown", List.of("W1", "I1")));
        assertThat(shown(settings(10, Map.of(), List.of()), "6").extensions())
                .containsEntry(AssessmentExtension.NAME, Map.of("route", "standard"));
    }

    @Test
    void c26KeepsTheMostUrgent() {
        assertThat(topics(shown(settings(3, Map.of(), List.of()), null))).containsExactly("C1", "C2", "W1");
        assertThat(topics(shown(settings(1, Map.of(), List.of()), null))).containsExactly("C1", "C2");
    }

    @Test
    void c26NothingHidesThatNothingCouldBeEvaluated() {
        ExtendedResponseJson answer = answer(Map.of("tier", "indeterminate"), card(WARNING, "CheckRecord"));
        new SiteWishes(settings(1, Map.of("6", List.of("CheckRecord")), List.of())).apply(answer, Optional.of("6"));

        assertThat(topics(answer)).containsExactly("CheckRecord");
    }

    @Test
    void c26LinksToRegisteredHostsOnly() {
        assertThat(links(List.of("A.example")))
                .containsExactly("https://FORMS.example/screening?x=1", "https://a.example/x");
        assertThat(links(List.of("example", "x.a.example"))).containsExactly("https://FORMS.example/screening?x=1");
        assertThat(links(List.of())).hasSize(3);
    }

    private static List<String> links(List<String> hosts) {
        return shown(settings(10, Map.of(), hosts), null).getCards().get(0).getLinks().stream()
                .map(CdsServiceResponseLinkJson::getUrl)
                .toList();
    }
}
