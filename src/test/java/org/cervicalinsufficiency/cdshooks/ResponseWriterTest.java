package org.cervicalinsufficiency.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCardJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.cervicalinsufficiency.tenant.DetailFormat;
import org.cervicalinsufficiency.tenant.ExampleTenants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes over the wire is what the standard allows, whatever HAPI's classes hold. */
class ResponseWriterTest {

    private final ResponseWriter writer = new ResponseWriter(FhirContext.forR4Cached());

    @Test
    void g2WritesEmptyCardsAndNothingElseThatIsEmpty() {
        assertThat(text(new CdsServiceResponseJson())).isEqualTo("{\"cards\":[]}");
        assertThat(text(new ExtendedResponseJson())).isEqualTo("{\"cards\":[]}");
    }

    @Test
    void g2LeavesOutWhatIsEmptyAnywhere() {
        ExtendedResponseJson response = new ExtendedResponseJson();
        response.addCard(Cards.suggesting().setDetail("").setLinks(List.of()));
        response.putExtension("org.example.x", Map.of("missing", List.of(), "deep", Map.of("x", List.of("")), "y", 1));

        JsonNode tree = writer.tree(response);

        assertThat(EmptyMembers.none(tree)).isTrue();
        assertThat(tree.at("/cards/0").has("links")).isFalse();
        assertThat(tree.at("/extension/org.example.x")).hasToString("{\"y\":1}");
    }

    @ParameterizedTest
    @CsvSource({"PLAIN, text/plain", "HTML, text/html"})
    void ex1SaysInWhichFormADetailIs(DetailFormat format, String mediaType) {
        ExtendedResponseJson response = new ExtendedResponseJson();
        response.addCard(Cards.in(format, "a"));
        response.addCard(Cards.in(DetailFormat.MARKDOWN, "a"));

        JsonNode cards = writer.tree(response).path("cards");

        assertThat(cards.at("/0/extension"))
                .hasToString("{\"com.epic.cdshooks.card.detail.content-type\":\"" + mediaType + "\"}");
        assertThat(cards.at("/1").has("extension"))
                .as("the usual form is not told")
                .isFalse();
    }

    @Test
    void c9WritesTheRecommendationAndC16NoAutolaunch() {
        CdsServiceResponseCardJson card = Cards.suggesting().setLinks(List.of(Cards.link("absolute")));
        card.getSuggestions().get(0).setRecommended(true);
        CdsServiceResponseJson response = new CdsServiceResponseJson();
        response.addCard(card);

        JsonNode written = writer.tree(response).at("/cards/0");

        assertThat(written.at("/suggestions/0").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("label", "uuid", "isRecommended", "actions");
        assertThat(written.at("/suggestions/0/isRecommended").isBoolean()).isTrue();
        assertThat(written.at("/suggestions/0/actions/0").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("type", "description", "resource");
        assertThat(written.at("/links/0").fieldNames()).toIterable().containsExactlyInAnyOrder("label", "url", "type");
        assertThat(written.at("/source").fieldNames()).toIterable().containsExactlyInAnyOrder("label", "topic");
    }

    @Test
    void c18AnExtensionNeedsAReverseDnsName() {
        assertThatThrownBy(() -> new ExtendedResponseJson().putExtension("assessment", 1))
                .hasMessageContaining("reverse-DNS");
    }

    @Test
    void d14NobodyAddsOrTakesAwayAService() {
        CallHandler handler = new CallHandler(
                new HookCallReader(FhirServerRule.HTTPS_ONLY), new PrefetchReader(FhirContext.forR4Cached()));
        CatalogRegistry registry =
                new CatalogRegistry(new ServiceCatalog(List.of()), handler, writer, ExampleTenants::caller);

        assertThatThrownBy(() -> registry.registerService(
                        "x", request -> new CdsServiceResponseJson(), new CdsServiceJson(), false, "x"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> registry.unregisterService("x", "x"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> registry.unregisterServices("x")).isInstanceOf(UnsupportedOperationException.class);
        assertThat(registry.getCdsServicesJson().getServices()).isNullOrEmpty();
    }

    @Test
    void writesResourcesAsFhir() {
        CdsServiceResponseJson response = new CdsServiceResponseJson();
        response.addCard(Cards.suggesting());

        JsonNode card = writer.tree(response).at("/cards/0");

        assertThat(card.path("indicator").asText()).isEqualTo("warning");
        assertThat(card.path("selectionBehavior").asText()).isEqualTo("any");
        assertThat(card.at("/suggestions/0/actions/0/resource"))
                .hasToString("{\"resourceType\":\"ServiceRequest\",\"subject\":{\"reference\":\"Patient/p1\"}}");
        assertThat(card.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "uuid",
                        "summary",
                        "indicator",
                        "source",
                        "selectionBehavior",
                        "overrideReasons",
                        "suggestions");
    }

    @Test
    void theRegistryContractTakesTheSamePath() {
        CdsService service = new CdsService() {
            @Override
            public ServiceDefinition definition() {
                return Calls.service();
            }

            @Override
            public CdsServiceResponseJson answer(HookCall call, PrefetchedData data) {
                return new ExtendedResponseJson();
            }
        };
        CallHandler handler = new CallHandler(
                new HookCallReader(FhirServerRule.HTTPS_ONLY), new PrefetchReader(FhirContext.forR4Cached()));
        CatalogRegistry registry =
                new CatalogRegistry(new ServiceCatalog(List.of(service)), handler, writer, ExampleTenants::caller);

        assertThat(registry.getCdsServicesJson().getServices())
                .singleElement()
                .satisfies(json -> assertThat(json.getPrefetch()).containsKey("patient"));
        assertThat(registry.callService("example-patient-view", Calls.body(Calls.fullPrefetch()))
                        .getCards())
                .isEmpty();
    }

    private String text(CdsServiceResponseJson response) {
        return new String(writer.write(response), StandardCharsets.UTF_8);
    }
}
