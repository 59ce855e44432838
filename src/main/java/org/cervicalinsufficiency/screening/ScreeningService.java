package org.cervicalinsufficiency.screening;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.cdshooks.CardRules;
import org.cervicalinsufficiency.cdshooks.CdsService;
import org.cervicalinsufficiency.cdshooks.ExtendedResponseJson;
import org.cervicalinsufficiency.cdshooks.HookCall;
import org.cervicalinsufficiency.cdshooks.PrefetchedData;
import org.cervicalinsufficiency.cdshooks.ServiceDefinition;
import org.cervicalinsufficiency.feedback.IssuedCards;
import org.cervicalinsufficiency.feedback.Withheld;
import org.cervicalinsufficiency.knowledge.Assessment;
import org.cervicalinsufficiency.knowledge.Assessment.Failure;
import org.cervicalinsufficiency.knowledge.Assessment.NotAssessed;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.knowledge.EvaluationSettings;
import org.cervicalinsufficiency.knowledge.KnowledgeBase;
import org.cervicalinsufficiency.knowledge.Recommendation;
import org.cervicalinsufficiency.questionnaire.AuthoredHere;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A CDS service that evaluates one PlanDefinition of the artifact set. Which one stands in its {@code service.json}, so a
 * new service is a new folder and no new class.
 */
public final class ScreeningService implements CdsService {

    private static final Logger LOG = LoggerFactory.getLogger(ScreeningService.class);
    /** The value set of the reasons that every card offers for dismissing it. */
    public static final String OVERRIDE_REASONS = "override-reasons";

    private final ServiceDefinition definition;
    private final CurrentKnowledge current;
    private final Clock clock;
    private final CallForms forms;
    private final IssuedCards issued;
    private final PageAddress pages;
    private final boolean rehearsal;
    private final EvaluationWatch watch;

    /**
     * A service over the knowledge in force at each call.
     *
     * @param clock tells the calendar date of each call
     * @param forms what is remembered about its patient
     * @param issued takes note of each answer that goes out
     */
    public ScreeningService(
            ServiceDefinition definition, CurrentKnowledge current, Clock clock, CallForms forms, IssuedCards issued) {
        this(definition, current, clock, forms, issued, PageAddress.none(), false, EvaluationWatch.NONE);
    }

    /** A service whose answers nobody takes note of. */
    public ScreeningService(ServiceDefinition definition, CurrentKnowledge current, Clock clock, CallForms forms) {
        this(
                definition,
                current,
                clock,
                forms,
                IssuedCards.forgotten(),
                PageAddress.none(),
                false,
                EvaluationWatch.NONE);
    }

    private ScreeningService(
            ServiceDefinition definition,
            CurrentKnowledge current,
            Clock clock,
            CallForms forms,
            IssuedCards issued,
            PageAddress pages,
            boolean rehearsal,
            EvaluationWatch watch) {
        this.definition = definition;
        this.current = current;
        this.clock = clock;
        this.forms = forms;
        this.issued = issued;
        this.pages = pages;
        this.rehearsal = rehearsal;
        this.watch = watch;
    }

    /** The same service, its cards with links to pages of this server. */
    public ScreeningService linkingTo(PageAddress address) {
        return new ScreeningService(definition, current, clock, forms, issued, address, rehearsal, watch);
    }

    /** The same service, with somebody who is told of its evaluations. */
    public ScreeningService watchedBy(EvaluationWatch somebody) {
        return new ScreeningService(definition, current, clock, forms, issued, pages, rehearsal, somebody);
    }

    /** A service that tries a snapshot out: what cannot be assessed is no alarm for the operator. */
    public static ScreeningService rehearsing(ServiceDefinition definition, KnowledgeBase candidate, Clock clock) {
        return new ScreeningService(
                definition,
                new CurrentKnowledge(candidate),
                clock,
                CallForms.none(),
                IssuedCards.forgotten(),
                PageAddress.none(),
                true,
                EvaluationWatch.NONE);
    }

    @Override
    public ServiceDefinition definition() {
        return definition;
    }

    @Override
    public CdsServiceResponseJson answer(HookCall call, PrefetchedData data) {
        KnowledgeBase knowledge = current.get();
        LocalDate today = call.day().orElseGet(() -> LocalDate.now(clock));
        ScreeningSettings settings = ScreeningSettings.of(call.caller().tenant(), pages);
        CallForms.Known known = forms.with(call, data);
        long start = System.nanoTime();
        Assessment assessment = knowledge.assess(
                definition.planDefinition(),
                CallFacts.of(call, AuthoredHere.in(clock.getZone(), known.resources())),
                new EvaluationSettings(today, settings.profile(), !known.gaps().isEmpty()));
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        CardContext context = new CardContext(
                call.patientId(),
                settings.languageOf(call.languages(), knowledge.languages()),
                today,
                knowledge.shownAs(definition.planDefinition()),
                known.gaps());
        EvidenceFingerprint evidence = new EvidenceFingerprint(assessment, context, settings.profile());
        CardChoice.Chosen chosen = chosen(knowledge, assessment, call, known, evidence);
        ExtendedResponseJson response =
                told(knowledge, assessment, chosen, new RecommendationCards(knowledge.wording(), settings), context);
        LinkHosts.of(call.caller().tenant().cards()).keepIn(response);
        Map<String, String> byTopic = assessment.recommendations().stream()
                .collect(Collectors.toMap(Recommendation::topic, evidence::of, (first, second) -> first));
        List<Withheld> withheld = settings.presentation().silent()
                ? SilentTrial.keepBack(response, chosen.withheld())
                : chosen.withheld();
        IssuedAnswers record = new IssuedAnswers(definition.id(), known.patient(), byTopic, withheld);
        response.whenSent(() -> {
            issued.note(record.of(call, response, context.planDefinition(), clock.instant()));
            watch.evaluated(new EvaluationWatch.Evaluation(
                    definition.id(),
                    time,
                    AssessmentExtension.tier(assessment),
                    !isNotAssessed(response),
                    known.gaps()));
        });
        return response;
    }

    /** What could not be assessed is told whatever anybody did with earlier cards; so are data that were not read. */
    private CardChoice.Chosen chosen(
            KnowledgeBase knowledge,
            Assessment assessment,
            HookCall call,
            CallForms.Known known,
            EvidenceFingerprint evidence) {
        if (assessment.failureKind().isPresent()) {
            return CardChoice.Chosen.all(assessment.recommendations());
        }
        Set<String> always =
                known.gaps().isEmpty() ? Set.of() : Set.of(knowledge.failureTopic(definition.planDefinition()));
        return CardChoice.at(clock.instant(), call, always)
                .of(assessment.recommendations(), known.acts(), evidence::of);
    }

    /** The cards; where they cannot be made, the one card that says so, since no card would look like no risk. */
    private ExtendedResponseJson told(
            KnowledgeBase knowledge,
            Assessment assessment,
            CardChoice.Chosen chosen,
            RecommendationCards cards,
            CardContext context) {
        assessment.failureKind().ifPresent(this::log);
        try {
            ExtendedResponseJson response = cards.encode(assessment, chosen, context);
            CardRules.check(response, context.patientId());
            return response;
        } catch (RuntimeException failure) {
            LOG.error("Service {} could not write its cards: {}", definition.id(), FailurePlace.of(failure));
            return encoded(cards, knowledge.notAssessed(definition.planDefinition(), failure), context);
        }
    }

    private static ExtendedResponseJson encoded(RecommendationCards cards, Assessment whole, CardContext context) {
        return cards.encode(whole, CardChoice.Chosen.all(whole.recommendations()), context);
    }

    /** At a rehearsal nobody waits for the answer: whoever rehearses tells what failed. */
    private void log(String failureKind) {
        if (rehearsal) {
            LOG.debug("Service {} could not assess at the rehearsal: {}", definition.id(), failureKind);
        } else {
            LOG.error("Service {} could not assess: {}", definition.id(), failureKind);
        }
    }

    /**
     * Writes every card that the PlanDefinition can show, without values, and checks it.
     *
     * @throws IllegalStateException if one may not go out, or a word for it is missing
     */
    public void everyCard(Locale language, ScreeningSettings settings) {
        KnowledgeBase knowledge = current.get();
        String patient = "somebody";
        CardContext context = new CardContext(
                patient, language, LocalDate.now(clock), knowledge.shownAs(definition.planDefinition()), List.of());
        RecommendationCards cards = new RecommendationCards(knowledge.wording(), settings);
        knowledge
                .recommendations(definition.planDefinition())
                .forEach(recommendation -> CardRules.check(
                        encoded(cards, new NotAssessed(new Failure(recommendation, "rehearsal")), context), patient));
    }

    /** Whether an answer of such a service says that nothing could be evaluated. */
    public static boolean isNotAssessed(CdsServiceResponseJson answer) {
        return answer instanceof ExtendedResponseJson extended && AssessmentExtension.isNotAssessed(extended);
    }
}
