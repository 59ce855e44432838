package org.cervicalinsufficiency.cdshooks;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceIndicatorEnum;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCardJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCardSourceJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCodingJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseLinkJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseSuggestionActionJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseSuggestionJson;
import java.util.List;
import java.util.UUID;
import org.cervicalinsufficiency.tenant.DetailFormat;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;

/** Cards for tests that keep every rule until a test breaks one. */
public final class Cards {

    private Cards() {}

    /** A card without suggestions. */
    public static CdsServiceResponseCardJson card(CdsServiceIndicatorEnum indicator, String summary) {
        return filled(new CdsServiceResponseCardJson(), indicator, summary);
    }

    /** A card with a detail in this form. */
    static CdsServiceResponseCardJson in(DetailFormat format, String detail) {
        return filled(new ExtendedCardJson(format), CdsServiceIndicatorEnum.INFO, "In a form")
                .setDetail(detail);
    }

    private static CdsServiceResponseCardJson filled(
            CdsServiceResponseCardJson card, CdsServiceIndicatorEnum indicator, String summary) {
        CdsServiceResponseCardSourceJson source =
                new CdsServiceResponseCardSourceJson().setLabel("Example").setTopic(coding("Topic1"));
        return card.setUuid(UUID.randomUUID().toString())
                .setSummary(summary)
                .setIndicator(indicator)
                .setSource(source)
                .setOverrideReasons(List.of(coding("limited-time")));
    }

    /** A card that suggests one service request for the patient of {@link Calls}. */
    public static CdsServiceResponseCardJson suggesting() {
        CdsServiceResponseCardJson card =
                card(CdsServiceIndicatorEnum.WARNING, "Suggests").setSelectionBehaviour("any");
        card.addSuggestion(suggestion());
        return card;
    }

    static CdsServiceResponseSuggestionJson suggestion() {
        CdsServiceResponseSuggestionJson suggestion = new CdsServiceResponseSuggestionJson()
                .setLabel("Order")
                .setUuid(UUID.randomUUID().toString());
        suggestion.addAction(action());
        return suggestion;
    }

    static CdsServiceResponseSuggestionActionJson action() {
        ServiceRequest request = new ServiceRequest().setSubject(new Reference("Patient/" + Calls.PATIENT));
        return new CdsServiceResponseSuggestionActionJson()
                .setType("create")
                .setDescription("Order it")
                .setResource(request);
    }

    static CdsServiceResponseCodingJson coding(String code) {
        return new CdsServiceResponseCodingJson()
                .setCode(code)
                .setSystem("https://example.org/codes")
                .setDisplay("Display");
    }

    static CdsServiceResponseLinkJson link(String type) {
        return new CdsServiceResponseLinkJson()
                .setLabel("More")
                .setUrl("https://example.org/more")
                .setType(type);
    }
}
