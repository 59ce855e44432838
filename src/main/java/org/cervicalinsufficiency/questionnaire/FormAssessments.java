package org.cervicalinsufficiency.questionnaire;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.cervicalinsufficiency.knowledge.Assessment;
import org.cervicalinsufficiency.knowledge.Assessment.Assessed;
import org.cervicalinsufficiency.knowledge.Assessment.NotAssessed;
import org.cervicalinsufficiency.knowledge.EvaluationSettings;
import org.cervicalinsufficiency.knowledge.KnowledgeBase;
import org.cervicalinsufficiency.knowledge.PatientFacts;
import org.cervicalinsufficiency.tenant.Tenant;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.RiskAssessment;

/** What becomes of a screening form: the facts that it states, its assessment, and what the cards say about it. */
public final class FormAssessments {

    private final Supplier<KnowledgeBase> knowledge;
    private final Assessor assessor;
    private final CardTexts cards;
    private final FormSite site;

    /** Works with the knowledge in force at each call. */
    public FormAssessments(Supplier<KnowledgeBase> knowledge, Assessor assessor, CardTexts cards, FormSite site) {
        this.knowledge = knowledge;
        this.assessor = assessor;
        this.cards = cards;
        this.site = site;
    }

    /** The same for the patients of a tenant. */
    public FormAssessments at(Tenant tenant) {
        return new FormAssessments(knowledge, assessor, cards, new FormSite(site.clock(), tenant));
    }

    /** Whether a response answers a form of the artifact set, in a version that the set has. */
    public boolean isScreeningForm(QuestionnaireResponse response) {
        return form(response).isPresent();
    }

    /** Whether a response answers a form of the artifact set, in whichever version. */
    public boolean isOfTheSet(QuestionnaireResponse response) {
        return response.hasQuestionnaire()
                && knowledge.get().forms().stream()
                        .anyMatch(form -> url(form).equals(url(response.getQuestionnaire())));
    }

    private static String url(String canonical) {
        int bar = canonical.indexOf('|');
        return bar < 0 ? canonical : canonical.substring(0, bar);
    }

    /** Whether the logic reads a response in this status: completed or amended. */
    public static boolean isUsable(QuestionnaireResponse response) {
        return response.getStatus() == QuestionnaireResponseStatus.COMPLETED
                || response.getStatus() == QuestionnaireResponseStatus.AMENDED;
    }

    /** The facts that the answers state, each under an id that follows from the form's. */
    public List<Resource> facts(QuestionnaireResponse response) {
        return new AnswerFacts(required(response), origin()).of(response);
    }

    /**
     * Evaluates a form together with the record.
     *
     * @param profile guideline profile instead of the site's
     */
    public FormAssessment assess(QuestionnaireResponse response, RecordView record, Optional<String> profile) {
        EvaluationSettings settings =
                new EvaluationSettings(LocalDate.now(site.clock()), profile.orElse(site.profile()), !record.seen());
        List<Resource> resources = new ArrayList<>();
        record.resources().stream().filter(other -> !isSame(other, response)).forEach(resources::add);
        resources.add(response);
        String plan = knowledge.get().shownAs(planOf(required(response)));
        return new FormAssessment(
                assessor.assess(
                        plan,
                        new PatientFacts(
                                record.patient(), AuthoredHere.in(site.clock().getZone(), resources)),
                        settings),
                plan,
                settings,
                record.origin());
    }

    /** The assessment as a resource without an id, in the language of the site; empty where the logic failed. */
    public Optional<RiskAssessment> riskAssessment(FormAssessment form, QuestionnaireResponse response) {
        return riskAssessment(form, response, site.language());
    }

    /**
     * The assessment as a resource without an id; empty where the logic failed.
     *
     * @param language of its displays, where the artifacts have it
     */
    public Optional<RiskAssessment> riskAssessment(
            FormAssessment form, QuestionnaireResponse response, Locale language) {
        RiskAssessments writer = new RiskAssessments(knowledge.get().wording(), origin(), language);
        return form.assessment().map(new Assessment.Cases<>() {
            @Override
            public Optional<RiskAssessment> assessed(Assessed assessed) {
                return Optional.of(writer.of(form, assessed, response));
            }

            @Override
            public Optional<RiskAssessment> notAssessed(NotAssessed notAssessed) {
                return Optional.empty();
            }
        });
    }

    /** What the cards of a hook call would say. */
    public List<CardText> cards(FormAssessment form, String patientId, List<Locale> languages) {
        return cards.of(
                form.assessment(),
                new CardTexts.About(
                        patientId,
                        languages,
                        form.settings().today(),
                        form.planDefinition(),
                        form.settings().profile(),
                        site.tenant(),
                        form.origin().gaps()));
    }

    /** The tag of everything that is made out of a form. */
    public Coding origin() {
        return coding("record-origin", "screening-form");
    }

    /** Where the artifacts are published. */
    public String base() {
        String tiers = knowledge.get().wording().canonical("tier");
        return tiers.substring(0, tiers.lastIndexOf("/CodeSystem/"));
    }

    /** The code of a task that asks for an assessment later. */
    public Coding later() {
        return coding("task-kind", "assess-later");
    }

    /** The guideline profiles that may be asked for. */
    public List<String> profiles() {
        return knowledge.get().profiles().all();
    }

    /** The version of the artifact set in force. */
    public String artifactVersion() {
        return knowledge.get().version();
    }

    private Coding coding(String codeSystem, String code) {
        return new Coding(
                knowledge.get().wording().canonical(codeSystem),
                code,
                knowledge.get().wording().label(codeSystem, code).in(site.language()));
    }

    private Optional<Questionnaire> form(QuestionnaireResponse response) {
        return response.hasQuestionnaire()
                ? knowledge.get().questionnaire(response.getQuestionnaire())
                : Optional.empty();
    }

    private Questionnaire required(QuestionnaireResponse response) {
        return form(response)
                .orElseThrow(() -> new IllegalArgumentException("questionnaire: " + response.getQuestionnaire()
                        + " is not a form of this server; name one that it serves, with its version."));
    }

    /** A form and the PlanDefinition that reads it share the last part of their canonical. */
    private static String planOf(Questionnaire form) {
        return form.getUrl().replace("/Questionnaire/", "/PlanDefinition/") + "|" + form.getVersion();
    }

    private static boolean isSame(Resource other, QuestionnaireResponse response) {
        return other instanceof QuestionnaireResponse
                && response.hasIdElement()
                && response.getIdElement()
                        .getIdPart()
                        .equals(other.getIdElement().getIdPart());
    }
}
