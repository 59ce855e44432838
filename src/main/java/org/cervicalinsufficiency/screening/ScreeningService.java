package org.cervicalinsufficiency.screening;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.cervicalinsufficiency.cdshooks.CardRules;
import org.cervicalinsufficiency.cdshooks.CdsService;
import org.cervicalinsufficiency.cdshooks.ExtendedResponseJson;
import org.cervicalinsufficiency.cdshooks.HookCall;
import org.cervicalinsufficiency.cdshooks.PrefetchedData;
import org.cervicalinsufficiency.cdshooks.ServiceDefinition;
import org.cervicalinsufficiency.knowledge.Assessment;
import org.cervicalinsufficiency.knowledge.Assessment.Failure;
import org.cervicalinsufficiency.knowledge.Assessment.NotAssessed;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.knowledge.EvaluationSettings;
import org.cervicalinsufficiency.knowledge.KnowledgeBase;
import org.cervicalinsufficiency.knowledge.PatientFacts;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A CDS service that evaluates one PlanDefinition of the artifact set. Which one stands in its {@code service.json}, so a
 * new service is a new folder and no new class.
 */
public final class ScreeningService implements CdsService {

    private static final Logger LOG = LoggerFactory.getLogger(ScreeningService.class);

    private final ServiceDefinition definition;
    private final CurrentKnowledge current;
    private final Clock clock;
    private final ScreeningSettings settings;

    /** A service over the knowledge in force at each call; the clock tells the calendar date of each call. */
    public ScreeningService(
            ServiceDefinition definition, CurrentKnowledge current, Clock clock, ScreeningSettings settings) {
        this.definition = definition;
        this.current = current;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public ServiceDefinition definition() {
        return definition;
    }

    @Override
    public CdsServiceResponseJson answer(HookCall call, PrefetchedData data) {
        KnowledgeBase knowledge = current.get();
        LocalDate today = LocalDate.now(clock);
        boolean notSeen = !data.gaps().isEmpty();
        Assessment assessment = knowledge.assess(
                definition.planDefinition(),
                facts(call, data),
                new EvaluationSettings(today, settings.profile(), notSeen));
        assessment.failureKind().ifPresent(kind -> LOG.error("Service {} could not assess: {}", definition.id(), kind));
        CardContext context = new CardContext(
                call.patientId(),
                language(call.languages(), knowledge),
                today,
                knowledge.shownAs(definition.planDefinition()),
                data.gaps());
        return new RecommendationCards(knowledge.wording(), settings).encode(assessment, context);
    }

    /**
     * Writes every card that the PlanDefinition can show, without values, and checks it.
     *
     * @throws IllegalStateException if one may not go out, or a word for it is missing
     */
    public void everyCard(Locale language) {
        KnowledgeBase knowledge = current.get();
        String patient = "somebody";
        CardContext context = new CardContext(
                patient, language, LocalDate.now(clock), knowledge.shownAs(definition.planDefinition()), List.of());
        RecommendationCards cards = new RecommendationCards(knowledge.wording(), settings);
        knowledge
                .recommendations(definition.planDefinition())
                .forEach(recommendation -> CardRules.check(
                        cards.encode(new NotAssessed(new Failure(recommendation, "rehearsal")), context), patient));
    }

    /** Whether an answer of such a service says that nothing could be evaluated. */
    public static boolean isNotAssessed(CdsServiceResponseJson answer) {
        return answer instanceof ExtendedResponseJson extended && AssessmentExtension.isNotAssessed(extended);
    }

    /** The patient of the call and everything else about that patient; the protocol has dropped all other data. */
    private static PatientFacts facts(HookCall call, PrefetchedData data) {
        List<Resource> resources = data.resources();
        Patient patient = resources.stream()
                .filter(Patient.class::isInstance)
                .map(Patient.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    Patient unknown = new Patient();
                    unknown.setId(call.patientId());
                    return unknown;
                });
        return new PatientFacts(
                patient,
                resources.stream()
                        .filter(resource -> !(resource instanceof Patient))
                        .toList());
    }

    private Locale language(List<Locale> accepted, KnowledgeBase knowledge) {
        return accepted.stream()
                .filter(locale -> knowledge.languages().contains(locale.getLanguage()))
                .findFirst()
                .orElse(settings.language());
    }
}
