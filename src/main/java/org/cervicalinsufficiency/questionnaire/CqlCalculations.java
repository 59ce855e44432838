package org.cervicalinsufficiency.questionnaire;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.knowledge.CurrentKnowledge;
import org.cervicalinsufficiency.knowledge.EvaluationSettings;
import org.cervicalinsufficiency.knowledge.PatientFacts;
import org.hl7.fhir.r4.model.Expression;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;

/** Calculated expressions in CQL: a define of one of the libraries, over the response alone, on its own day. */
public final class CqlCalculations implements Calculations {

    private static final String SUBJECT = "subject";

    private final CurrentKnowledge knowledge;
    private final String profile;

    /**
     * @param knowledge evaluates the define
     * @param profile the guideline profile of the site
     */
    public CqlCalculations(CurrentKnowledge knowledge, String profile) {
        this.knowledge = knowledge;
        this.profile = profile;
    }

    @Override
    public Optional<Type> value(Expression expression, QuestionnaireResponse answers, LocalDate day) {
        QuestionnaireResponse form = answers.copy();
        form.setId("QuestionnaireResponse/answers");
        form.setStatus(QuestionnaireResponseStatus.COMPLETED);
        form.setSubject(new Reference("Patient/" + SUBJECT));
        form.getAuthoredElement().setValueAsString(day.toString());
        Patient patient = new Patient();
        patient.setId("Patient/" + SUBJECT);
        return knowledge
                .get()
                .value(
                        library(expression),
                        expression.getExpression(),
                        new PatientFacts(patient, List.of(form)),
                        new EvaluationSettings(day, profile, false))
                .filter(Integer.class::isInstance)
                .map(number -> new IntegerType((Integer) number));
    }

    private static String library(Expression expression) {
        String canonical = Values.text(expression.getReference());
        int bar = canonical.indexOf('|');
        String url = bar < 0 ? canonical : canonical.substring(0, bar);
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
