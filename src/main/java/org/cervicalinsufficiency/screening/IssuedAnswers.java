package org.cervicalinsufficiency.screening;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCardJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseSuggestionJson;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.cervicalinsufficiency.cdshooks.HookCall;
import org.cervicalinsufficiency.feedback.IssuedAnswer;
import org.cervicalinsufficiency.feedback.IssuedCard;
import org.cervicalinsufficiency.feedback.Sender;
import org.cervicalinsufficiency.feedback.Withheld;

/**
 * What is remembered of an answer: no word of its cards, only what feedback has to be matched with.
 *
 * @param service id of the service
 * @param patient the patient's key
 * @param evidence fingerprint of each topic
 * @param withheld what the answer leaves out
 */
record IssuedAnswers(String service, String patient, Map<String, String> evidence, List<Withheld> withheld) {

    IssuedAnswers {
        evidence = Map.copyOf(evidence);
        withheld = List.copyOf(withheld);
    }

    IssuedAnswer of(HookCall call, CdsServiceResponseJson response, String planDefinition, Instant now) {
        Sender to = new Sender(call.caller().tenant().id(), call.caller().client(), service);
        List<IssuedCard> cards = response.getCards().stream().map(this::card).toList();
        return new IssuedAnswer(
                to, patient, call.caller().tenant().cards().profile(), planDefinition, now, cards, withheld);
    }

    private IssuedCard card(CdsServiceResponseCardJson card) {
        String topic = card.getSource().getTopic().getCode();
        List<CdsServiceResponseSuggestionJson> suggestions =
                Objects.requireNonNullElse(card.getSuggestions(), List.of());
        return new IssuedCard(
                card.getUuid(),
                suggestions.stream()
                        .map(CdsServiceResponseSuggestionJson::getUuid)
                        .toList(),
                topic,
                card.getIndicator().name().toLowerCase(Locale.ROOT),
                evidence.getOrDefault(topic, EvidenceFingerprint.NONE));
    }
}
