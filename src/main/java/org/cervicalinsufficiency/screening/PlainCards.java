package org.cervicalinsufficiency.screening;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseCardJson;
import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseLinkJson;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.cervicalinsufficiency.cdshooks.DataGap;
import org.cervicalinsufficiency.knowledge.Assessment;
import org.cervicalinsufficiency.knowledge.KnowledgeBase;
import org.cervicalinsufficiency.knowledge.Priority;
import org.cervicalinsufficiency.knowledge.Recommendation;
import org.cervicalinsufficiency.questionnaire.CardText;
import org.cervicalinsufficiency.questionnaire.CardTexts;
import org.cervicalinsufficiency.tenant.Presentation;
import org.hl7.fhir.r4.model.Coding;

/** What the cards say, for readers who do not call a hook: the very cards, without their protocol. */
public final class PlainCards implements CardTexts {

    private static final List<Priority> ORDER = List.of(Priority.STAT, Priority.URGENT, Priority.ROUTINE);

    private final Supplier<KnowledgeBase> knowledge;
    private final PageAddress pages;

    /** Works with the knowledge in force at each call, and links pages that stand there. */
    public PlainCards(Supplier<KnowledgeBase> knowledge, PageAddress pages) {
        this.knowledge = knowledge;
        this.pages = pages;
    }

    @Override
    public List<CardText> of(Assessment assessment, About about) {
        KnowledgeBase base = knowledge.get();
        ScreeningSettings settings = ScreeningSettings.of(about.site(), pages);
        RecommendationCards cards = new RecommendationCards(
                base.wording(),
                new ScreeningSettings(
                        about.profile(),
                        settings.language(),
                        settings.links(),
                        settings.suggestions(),
                        Presentation.USUAL));
        CardContext context = new CardContext(
                about.patientId(),
                settings.languageOf(about.languages(), base.languages()),
                about.today(),
                about.planDefinition(),
                about.gaps().stream()
                        .map(gap -> new DataGap(gap.source(), gap.reason()))
                        .toList());
        return assessment.recommendations().stream()
                .sorted(Comparator.comparing(recommendation -> ORDER.indexOf(recommendation.priority())))
                .map(recommendation -> text(recommendation, cards.card(recommendation, assessment, context)))
                .toList();
    }

    private static CardText text(Recommendation recommendation, CdsServiceResponseCardJson card) {
        Coding topic = new Coding(
                card.getSource().getTopic().getSystem(),
                card.getSource().getTopic().getCode(),
                card.getSource().getTopic().getDisplay());
        List<CdsServiceResponseLinkJson> links = Objects.requireNonNullElse(card.getLinks(), List.of());
        return new CardText(
                recommendation.actionId(),
                topic,
                card.getIndicator().toString(),
                new CardText.Sentences(
                        card.getSummary(), card.getDetail(), card.getSource().getLabel()),
                links.stream()
                        .map(link -> new CardText.Link(link.getLabel(), link.getUrl()))
                        .toList());
    }
}
