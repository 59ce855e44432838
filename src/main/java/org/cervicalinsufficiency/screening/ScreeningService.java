package org.cervicalinsufficiency.screening;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cervicalinsufficiency.cdshooks.CardRules;
import org.cervicalinsufficiency.cdshooks.CardRulesBroken;
import org.cervicalinsufficiency.cdshooks.CdsService;
import org.cervicalinsufficiency.cdshooks.HookCall;
import org.cervicalinsufficiency.cdshooks.PrefetchedData;
import org.cervicalinsufficiency.cdshooks.ServiceDefinition;
import org.cervicalinsufficiency.knowledge.Assessment;
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
    private static final int FRAMES = 8;

    private final ServiceDefinition definition;
    private final KnowledgeBase knowledge;
    private final Clock clock;
    private final ScreeningSettings settings;
    private final RecommendationCards cards;
    private final CallForms forms;

    /** A service over the knowledge given; the clock tells the calendar date of each call. */
    public ScreeningService(
            ServiceDefinition definition,
            KnowledgeBase knowledge,
            Clock clock,
            ScreeningSettings settings,
            CallForms forms) {
        this.definition = definition;
        this.knowledge = knowledge;
        this.clock = clock;
        this.settings = settings;
        this.cards = new RecommendationCards(knowledge.wording(), settings);
        this.forms = forms;
    }

    @Override
    public ServiceDefinition definition() {
        return definition;
    }

    @Override
    public CdsServiceResponseJson answer(HookCall call, PrefetchedData data) {
        LocalDate today = LocalDate.now(clock);
        CallForms.Known known = forms.with(call, data);
        Assessment assessment = knowledge.assess(
                definition.planDefinition(),
                facts(call, known.resources()),
                new EvaluationSettings(today, settings.profile(), !known.gaps().isEmpty()));
        CardContext context = new CardContext(
                call.patientId(),
                settings.languageOf(call.languages(), knowledge.languages()),
                today,
                definition.planDefinition(),
                known.gaps());
        return told(assessment, context);
    }

    /** The cards; where they cannot be made, the one card that says so, since no card would look like no risk. */
    private CdsServiceResponseJson told(Assessment assessment, CardContext context) {
        assessment.failureKind().ifPresent(kind -> LOG.error("Service {} could not assess: {}", definition.id(), kind));
        try {
            CdsServiceResponseJson response = cards.encode(assessment, context);
            CardRules.check(response, context.patientId());
            return response;
        } catch (RuntimeException failure) {
            LOG.error("Service {} could not write its cards: {}", definition.id(), place(failure));
            return cards.encode(knowledge.notAssessed(definition.planDefinition(), failure), context);
        }
    }

    /** Type and place of a failure. Its message may hold a patient's data, unless it is about our own card rules. */
    private static String place(RuntimeException failure) {
        String rules = failure instanceof CardRulesBroken ? " " + failure.getMessage() : "";
        return failure.getClass().getName() + rules + " at "
                + Stream.of(failure.getStackTrace())
                        .limit(FRAMES)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" < "));
    }

    /** The patient of the call and everything else about that patient; the protocol has dropped all other data. */
    private static PatientFacts facts(HookCall call, List<Resource> resources) {
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
}
