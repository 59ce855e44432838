package org.cervicalinsufficiency.questionnaire;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.knowledge.EvaluationSettings;
import org.cervicalinsufficiency.knowledge.KnownAnswer;
import org.cervicalinsufficiency.knowledge.PatientFacts;
import org.cervicalinsufficiency.knowledge.Prefill;
import org.cervicalinsufficiency.knowledge.Wording;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the form with what the record already says: one evaluation, the facts of the cards. The response is in progress;
 * each answer names its source and date, and a person confirms it. Items that are not asked stay empty.
 */
public final class FormPrefill {

    private static final Logger LOG = LoggerFactory.getLogger(FormPrefill.class);

    private static final String HINTS = "not-used-reason";

    private final CurrentKnowledge knowledge;
    private final Clock clock;

    /**
     * Prefills by the knowledge given.
     *
     * @param clock tells the day that every fact is judged on, and when the response is authored
     */
    public FormPrefill(CurrentKnowledge knowledge, Clock clock) {
        this.knowledge = knowledge;
        this.clock = clock;
    }

    /** Whether this form is one whose answers the knowledge can look up. */
    public boolean knows(Questionnaire form) {
        return knowledge.get().forms().contains(canonical(form));
    }

    /**
     * The response to start from. What could not be read, evaluated or placed is said in a contained OperationOutcome,
     * question by question: an empty answer beside such an issue means nothing.
     *
     * @param form the form in the language of the reader; {@link #knows} it
     * @param chart what could be read about the patient
     * @param profile the guideline profile in force for the patient's tenant
     */
    public QuestionnaireResponse fill(Questionnaire form, Chart chart, String profile) {
        QuestionnaireResponse response = empty(form, chart);
        PrefillIssues issues = new PrefillIssues();
        evaluated(chart, profile)
                .ifPresentOrElse(prefill -> put(prefill, form, chart, issues, response), issues::notEvaluated);
        issues.addTo(response);
        return response;
    }

    private Optional<Prefill> evaluated(Chart chart, String profile) {
        try {
            return Optional.of(knowledge
                    .get()
                    .prefill(
                            new PatientFacts(chart.patient(), AuthoredHere.in(clock.getZone(), chart.resources())),
                            new EvaluationSettings(
                                    LocalDate.now(clock),
                                    profile,
                                    !chart.unread().isEmpty())));
        } catch (RuntimeException failure) {
            // The engine's message could hold data of the patient.
            LOG.error("The form could not be prefilled: {}", failure.getClass().getName());
            return Optional.empty();
        }
    }

    private void put(
            Prefill prefill, Questionnaire form, Chart chart, PrefillIssues issues, QuestionnaireResponse response) {
        issues.unread(form, prefill.readFrom(), chart.unread());
        PrefilledItems items = new PrefilledItems(form, chart.origin());
        Map<String, List<KnownAnswer>> known = new LinkedHashMap<>();
        for (KnownAnswer answer : prefill.answers()) {
            if (issues.about(answer.linkId())) {
                continue;
            }
            if (items.offers(answer)) {
                known.computeIfAbsent(answer.linkId(), linkId -> new java.util.ArrayList<>())
                        .add(answer);
            } else {
                issues.notOffered(answer.linkId());
            }
        }
        known.keySet().removeIf(issues::about);
        Map<String, List<Type>> given = values(known);
        Enablement asked = new Enablement(new FormTree(form), linkId -> given.getOrDefault(linkId, List.of()));
        known.keySet().removeIf(linkId -> !asked.isEnabled(linkId));
        response.setItem(items.answered(known, prefill.hints(), hint -> named(hint, form)));
    }

    private Coding named(Coding hint, Questionnaire form) {
        Wording wording = knowledge.get().wording();
        Locale language = Locale.forLanguageTag(Values.text(form.getLanguage()));
        return hint.setSystem(wording.canonical(HINTS))
                .setDisplay(wording.label(HINTS, hint.getCode()).in(language));
    }

    private static Map<String, List<Type>> values(Map<String, List<KnownAnswer>> known) {
        return known.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream()
                                .map(KnownAnswer::value)
                                .toList()));
    }

    private QuestionnaireResponse empty(Questionnaire form, Chart chart) {
        QuestionnaireResponse response = new QuestionnaireResponse();
        response.setLanguage(form.getLanguage());
        response.setQuestionnaire(canonical(form));
        response.setStatus(QuestionnaireResponseStatus.INPROGRESS);
        response.setSubject(new Reference(
                chart.origin().patient(chart.patient().getIdElement().getIdPart())));
        OffsetDateTime now = OffsetDateTime.now(clock).withNano(0);
        response.setAuthoredElement(new DateTimeType(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(now)));
        return response;
    }

    private static String canonical(Questionnaire form) {
        return form.getUrl() + "|" + form.getVersion();
    }
}
