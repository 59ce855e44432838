package org.cervicalinsufficiency.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceIndicatorEnum;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCardJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseSuggestionActionJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseSystemActionJson;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.cervicalinsufficiency.tenant.DetailFormat;
import org.hl7.fhir.r4.model.CommunicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule on outgoing cards bites, and a good card passes them all. */
class CardRulesTest {

    @Test
    void takesAnHttpLinkOnATrialOnly() {
        CdsServiceResponseCardJson card =
                Cards.suggesting().setLinks(List.of(Cards.link("absolute").setUrl("http://localhost:8080/forms/x")));

        assertThatCode(() -> CardRules.check(response(card), Calls.PATIENT)).doesNotThrowAnyException();
        assertThatThrownBy(() -> CardRules.check(response(card), Calls.PATIENT, false))
                .hasMessageContaining(".links.url must be absolute https");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaches")
    void finds(String rule, Consumer<CdsServiceResponseCardJson> breach, String place) {
        CdsServiceResponseCardJson card = Cards.suggesting();
        breach.accept(card);

        assertThatThrownBy(() -> CardRules.check(response(card), Calls.PATIENT))
                .isInstanceOf(CardRulesBroken.class)
                .hasMessageStartingWith("cards[0]" + place);
    }

    static Stream<Arguments> breaches() {
        return Stream.of(
                row("C2 no summary", card -> card.setSummary(null), ".summary"),
                row("C2 empty summary", card -> card.setSummary(" "), ".summary"),
                row("C2 140 units", card -> card.setSummary("x".repeat(140)), ".summary"),
                row("C2 line break", card -> card.setSummary("a\nb"), ".summary"),
                row("C2 half a character", card -> card.setSummary("a\ud83d"), ".summary"),
                row("C3 no indicator", card -> card.setIndicator(null), ".indicator"),
                row("C4 no source", card -> card.setSource(null), ".source.label"),
                row("C4 no label", card -> card.getSource().setLabel(""), ".source.label"),
                row("C5 relative url", card -> card.getSource().setUrl("/x"), ".source.url"),
                row("C5 http icon", card -> card.getSource().setIcon("http://example.org/i.png"), ".source.icon"),
                row("C19 no topic", card -> card.getSource().setTopic(null), ".source.topic"),
                row("C19 hyphen", card -> card.getSource().setTopic(Cards.coding("a-b")), ".source.topic"),
                row("C7 no uuid", card -> card.setUuid(null), ".uuid"),
                row("C7 upper case", card -> card.setUuid("D1577C69-DFBE-44AD-BA6D-3E05E953B2EA"), ".uuid"),
                row("C8 at most one", card -> card.setSelectionBehaviour("at-most-one"), ".selectionBehavior"),
                row("C8 none", card -> card.setSelectionBehaviour(null), ".selectionBehavior"),
                row("C9 no label", card -> card.getSuggestions().get(0).setLabel(null), ".suggestions[0].label"),
                row(
                        "C7 repeated uuid",
                        card -> card.getSuggestions().get(0).setUuid(card.getUuid()),
                        ".suggestions[0].uuid"),
                row(
                        "C10 two actions",
                        card -> card.getSuggestions().get(0).addAction(Cards.action()),
                        ".suggestions[0] "),
                row("C11 unknown type", card -> action(card).setType("delete"), ".suggestions[0].actions[0].type"),
                row("C11 no description", card -> action(card).setDescription(null), ".suggestions[0].actions[0].desc"),
                row("C12 no resource", card -> action(card).setResource(null), ".suggestions[0].actions[0].resource"),
                row(
                        "AC-45 another patient",
                        card -> action(card).setResource(new ServiceRequest().setSubject(new Reference("Patient/p2"))),
                        ".suggestions[0].actions[0].resource"),
                row("C25 update", card -> action(card).setType("update"), ".suggestions[0].actions[0].type"),
                row(
                        "C25 letter",
                        card -> action(card)
                                .setResource(new CommunicationRequest().setSubject(new Reference("Patient/p1"))),
                        ".suggestions[0].actions[0].resource"),
                row(
                        "C12 resource that exists",
                        card -> action(card)
                                .setResource(new ServiceRequest()
                                        .setSubject(new Reference("Patient/p1"))
                                        .setId("x")),
                        ".suggestions[0].actions[0].resource"),
                row("C14 unknown type", card -> card.setLinks(List.of(Cards.link("other"))), ".links"),
                row(
                        "C14 script",
                        card -> card.setLinks(List.of(Cards.link("absolute").setUrl("javascript:x"))),
                        ".links"),
                row(
                        "C15 context on absolute",
                        card -> card.setLinks(List.of(Cards.link("absolute").setAppContext("x"))),
                        ".links"),
                row("X20 smart alone", card -> card.setLinks(List.of(Cards.link("smart"))), ".links"),
                row("C17 no reasons", card -> card.setOverrideReasons(null), ".overrideReasons"),
                row(
                        "C17 no display",
                        card -> card.setOverrideReasons(
                                List.of(Cards.coding("x").setDisplay(""))),
                        ".overrideReasons"),
                row("C21 html", card -> card.setDetail("a <b>b</b>"), ".detail"),
                row("C21 image", card -> card.setDetail("![x](https://example.org)"), ".detail"),
                row("C21 other link", card -> card.setDetail("[x](javascript:alert)"), ".detail"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PLAIN | a <b>b</b>",
                "PLAIN | a<!-- b",
                "PLAIN | a\tb",
                "HTML | <p>a <script>b</script></p>",
                "HTML | <p onclick=\"x\">a</p>",
                "HTML | <p>a<img src=\"https://example.org/a.png\" /></p>",
                "HTML | <p><a rel=\"nofollow\" href=\"javascript:x\">a</a></p>",
                "HTML | <p><a rel=\"nofollow\" href=\"http://example.org\">a</a></p>",
                "HTML | <p><a rel=\"nofollow\" href=\"https://example.org\" target=\"x\">a</a></p>",
                "HTML | <p>a < b</p>",
                "HTML | <p>a & b</p>",
                "HTML | <p>&#60;b</p>",
                "HTML | **a** <b",
                "HTML | <table><tr><td>a</td></tr></table>",
                "HTML | <pre><code>a</code></pre>"
            })
    void m7FindsMarkupThatNoFormHas(DetailFormat format, String detail) {
        CdsServiceResponseCardJson card = Cards.in(format, detail);

        assertThatThrownBy(() -> CardRules.check(response(card), Calls.PATIENT))
                .isInstanceOf(CardRulesBroken.class)
                .hasMessageStartingWith("cards[0].detail");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PLAIN | a < b *c* [d](e)",
                "HTML | <h2>a</h2><p><strong>b</strong> <em>c</em> &lt; d &amp; e &quot;f&quot; &gt; g</p>",
                "HTML | <ul><li>a<br />b</li></ul><ol start=\"3\"><li><p>c</p></li></ol><hr />",
                "HTML | <p><a rel=\"nofollow\" href=\"https://example.org/?a=1&amp;b=2\">a</a></p>"
            })
    void passesTheMarkupOfItsForm(DetailFormat format, String detail) {
        assertThatCode(() -> CardRules.check(response(Cards.in(format, detail)), Calls.PATIENT))
                .doesNotThrowAnyException();
    }

    @Test
    void c8ABehaviourNeedsSuggestions() {
        CdsServiceResponseCardJson card = info("x").setSelectionBehaviour("any");

        assertThatThrownBy(() -> CardRules.check(response(card), Calls.PATIENT))
                .hasMessageContaining("selectionBehavior");
    }

    @Test
    void c13SendsNoSystemActions() {
        CdsServiceResponseJson response = response(info("x"));
        response.addServiceAction(new CdsServiceResponseSystemActionJson());

        assertThatThrownBy(() -> CardRules.check(response, Calls.PATIENT)).hasMessageContaining("systemActions");
    }

    @Test
    void passesGoodCards() {
        CdsServiceResponseCardJson card = Cards.suggesting()
                .setSummary("x".repeat(139))
                .setDetail("**Bold** [link](https://example.org) 3 \\< 4 < 5")
                .setLinks(List.of(Cards.link("smart").setAppContext("x"), Cards.link("absolute")));

        assertThatCode(() -> CardRules.check(response(card, info("y")), Calls.PATIENT))
                .doesNotThrowAnyException();
    }

    @Test
    void sortsBySeverityAndKeepsTheOrderWithin() {
        CdsServiceResponseJson response = response(
                info("i1"),
                Cards.card(CdsServiceIndicatorEnum.CRITICAL, "c1"),
                Cards.card(CdsServiceIndicatorEnum.WARNING, "w1"),
                info("i2"),
                Cards.card(CdsServiceIndicatorEnum.CRITICAL, "c2"));

        CardRules.sort(response);

        assertThat(response.getCards())
                .extracting(CdsServiceResponseCardJson::getSummary)
                .containsExactly("c1", "c2", "w1", "i1", "i2");
    }

    private static CdsServiceResponseCardJson info(String summary) {
        return Cards.card(CdsServiceIndicatorEnum.INFO, summary);
    }

    private static CdsServiceResponseSuggestionActionJson action(CdsServiceResponseCardJson card) {
        return card.getSuggestions().get(0).getActions().get(0);
    }

    private static CdsServiceResponseJson response(CdsServiceResponseCardJson... cards) {
        CdsServiceResponseJson response = new ExtendedResponseJson();
        Stream.of(cards).forEach(response::addCard);
        return response;
    }

    private static Arguments row(String rule, Consumer<CdsServiceResponseCardJson> breach, String place) {
        return Arguments.of(rule, breach, place);
    }
}
