package org.cervicalinsufficiency.screening;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceIndicatorEnum;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCardJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCardSourceJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCodingJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseLinkJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseSuggestionActionJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseSuggestionJson;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.cervicalinsufficiency.cdshooks.CardRules;
import org.cervicalinsufficiency.cdshooks.ExtendedCardJson;
import org.cervicalinsufficiency.cdshooks.ExtendedResponseJson;
import org.cervicalinsufficiency.knowledge.Assessment;
import org.cervicalinsufficiency.knowledge.Citation;
import org.cervicalinsufficiency.knowledge.Priority;
import org.cervicalinsufficiency.knowledge.Proposal;
import org.cervicalinsufficiency.knowledge.Recommendation;
import org.cervicalinsufficiency.knowledge.Wording;
import org.cervicalinsufficiency.tenant.Presentation;
import org.cervicalinsufficiency.tenant.SiteReason;

/** Turns the applicable actions of the PlanDefinition into CDS Hooks cards (CDS Hooks 2.0.1, "Card Attributes"). */
final class RecommendationCards {

    private final Wording wording;
    private final ScreeningSettings settings;
    private final CardDetail detail;
    private final AssessmentExtension extension;

    RecommendationCards(Wording wording, ScreeningSettings settings) {
        this.wording = wording;
        this.settings = settings;
        this.detail = new CardDetail(wording, settings.profile());
        this.extension = new AssessmentExtension(wording, settings.profile());
    }

    ExtendedResponseJson encode(Assessment assessment, CardChoice.Chosen chosen, CardContext context) {
        ExtendedResponseJson response = new ExtendedResponseJson();
        for (Recommendation recommendation : chosen.shown()) {
            response.addCard(card(recommendation, assessment, context));
        }
        CardRules.sort(response);
        response.putExtension(AssessmentExtension.NAME, extension.of(assessment, chosen.withheld(), context));
        return response;
    }

    CdsServiceResponseCardJson card(Recommendation recommendation, Assessment assessment, CardContext context) {
        Locale language = context.language();
        Presentation form = settings.presentation();
        CdsServiceResponseCardJson card = new ExtendedCardJson(form.detail())
                .setUuid(UUID.randomUUID().toString())
                .setSummary(CardSummary.of(recommendation.words(), assessment, language))
                .setIndicator(indicator(recommendation.priority()))
                .setDetail(DetailText.of(detail.of(recommendation, assessment, context), form.detail()))
                .setSource(source(recommendation, language))
                .setOverrideReasons(overrideReasons(language));
        List<CdsServiceResponseLinkJson> links = settings.links().of(recommendation, wording, language);
        if (!links.isEmpty()) {
            card.setLinks(links);
        }
        List<Proposal> proposals = recommendation.proposals().stream()
                .filter(proposal -> settings.suggestions().contains(proposal.resourceType()))
                .toList();
        if (!proposals.isEmpty()) {
            card.setSelectionBehaviour("any");
            proposals.forEach(proposal -> card.addSuggestion(suggestion(proposal, recommendation, context)));
        }
        return card;
    }

    private static CdsServiceIndicatorEnum indicator(Priority priority) {
        return switch (priority) {
            case STAT -> CdsServiceIndicatorEnum.CRITICAL;
            case URGENT -> CdsServiceIndicatorEnum.WARNING;
            case ROUTINE -> CdsServiceIndicatorEnum.INFO;
        };
    }

    private CdsServiceResponseCardSourceJson source(Recommendation recommendation, Locale language) {
        Citation first = recommendation.evidence().citations().get(0);
        CdsServiceResponseCardSourceJson source = new CdsServiceResponseCardSourceJson()
                .setLabel(first.name().in(language))
                .setTopic(new CdsServiceResponseCodingJson()
                        .setSystem(wording.canonical("card-topic"))
                        .setCode(recommendation.topic())
                        .setDisplay(wording.label("card-topic", recommendation.topic())
                                .in(language)));
        first.url().ifPresent(source::setUrl);
        return source;
    }

    private List<CdsServiceResponseCodingJson> overrideReasons(Locale language) {
        List<SiteReason> own = settings.presentation().reasons();
        if (!own.isEmpty()) {
            return own.stream()
                    .map(reason -> new CdsServiceResponseCodingJson()
                            .setSystem(reason.system())
                            .setCode(reason.code())
                            .setDisplay(reason.displayIn(language)))
                    .toList();
        }
        return wording.members(ScreeningService.OVERRIDE_REASONS).stream()
                .map(reason -> new CdsServiceResponseCodingJson()
                        .setSystem(reason.system())
                        .setCode(reason.code())
                        .setDisplay(reason.display().in(language)))
                .toList();
    }

    private static CdsServiceResponseSuggestionJson suggestion(
            Proposal proposal, Recommendation recommendation, CardContext context) {
        String label = proposal.label().in(context.language());
        CdsServiceResponseSuggestionActionJson action = new CdsServiceResponseSuggestionActionJson()
                .setType("create")
                .setDescription(label)
                .setResource(proposal.draft(
                        context.patientId(), recommendation.words().title(), context.language()));
        CdsServiceResponseSuggestionJson suggestion = new CdsServiceResponseSuggestionJson()
                .setLabel(label)
                .setUuid(UUID.randomUUID().toString())
                .setRecommended(proposal.recommended());
        suggestion.addAction(action);
        return suggestion;
    }
}
