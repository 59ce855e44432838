package org.cervicalinsufficiency.screening;

import ca.uhn.hapi.fhir.cdshooks.api.json.CdsServiceResponseJson;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.cervicalinsufficiency.cdshooks.CardRules;
import org.cervicalinsufficiency.cdshooks.HookCall;
import org.cervicalinsufficiency.cdshooks.PrefetchedData;
import org.cervicalinsufficiency.knowledge.Assessment;
import org.cervicalinsufficiency.knowledge.KnowledgeBase;
import org.cervicalinsufficiency.knowledge.PatientFacts;
import org.cervicalinsufficiency.questionnaire.AuthoredHere;
import org.cervicalinsufficiency.tenant.Tenant;

/** What happens before and after an evaluation, each on its own, for who measures it. */
public final class AnswerStages {

    private final KnowledgeBase knowledge;
    private final RecommendationCards cards;
    private final String planDefinition;
    private final LocalDate today;

    /** The stages of answers to this tenant. */
    public AnswerStages(KnowledgeBase knowledge, Tenant tenant, String planDefinition, LocalDate today) {
        this.knowledge = knowledge;
        this.cards = new RecommendationCards(knowledge.wording(), ScreeningSettings.of(tenant, PageAddress.none()));
        this.planDefinition = planDefinition;
        this.today = today;
    }

    /** What the evaluation sees of a call, where no form is stored. */
    public PatientFacts facts(HookCall call, PrefetchedData data) {
        return CallFacts.of(
                call,
                AuthoredHere.in(
                        ZoneOffset.UTC, CallForms.none().with(call, data).resources()));
    }

    /** The cards of an assessment, checked. */
    public CdsServiceResponseJson cards(HookCall call, Assessment assessment) {
        CdsServiceResponseJson response = cards.encode(
                assessment,
                CardChoice.Chosen.all(assessment.recommendations()),
                new CardContext(call.patientId(), Locale.ENGLISH, today, knowledge.shownAs(planDefinition), List.of()));
        CardRules.check(response, call.patientId());
        return response;
    }
}
