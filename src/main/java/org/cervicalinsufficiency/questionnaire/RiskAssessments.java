package org.cervicalinsufficiency.questionnaire;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.cervicalinsufficiency.knowledge.Assessment.Assessed;
import org.cervicalinsufficiency.knowledge.Factor;
import org.cervicalinsufficiency.knowledge.Summary;
import org.cervicalinsufficiency.knowledge.Wording;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.hl7.fhir.r4.model.RiskAssessment.RiskAssessmentStatus;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/**
 * Writes an assessment as a RiskAssessment. What the standard has no element for stands in extensions named {@code
 * assessment-…}; every code comes from the artifacts' CodeSystems.
 */
final class RiskAssessments {

    private static final String OPEN = "indeterminate";
    private static final String NAME = "StructureDefinition/assessment-";
    private static final String PROVISIONAL = "provisional";
    private static final String NOT_SEEN = "record-not-seen";

    private final Wording wording;
    private final Coding origin;
    private final Locale language;
    private final String extensions;

    RiskAssessments(Wording wording, Coding origin, Locale language) {
        this.wording = wording;
        this.origin = origin;
        this.language = language;
        String tiers = wording.canonical("tier");
        this.extensions = tiers.substring(0, tiers.lastIndexOf("CodeSystem/")) + NAME;
    }

    /** The assessment of a form; it has no id yet. */
    RiskAssessment of(FormAssessment form, Assessed assessed, QuestionnaireResponse response) {
        Summary summary = assessed.summary();
        RiskAssessment written = new RiskAssessment();
        written.getMeta().addTag(origin.copy());
        written.setMethod(new CodeableConcept().setText(form.planDefinition()));
        written.setSubject(response.getSubject().copy());
        if (response.hasEncounter()) {
            written.setEncounter(response.getEncounter().copy());
        }
        written.setOccurrence(new DateTimeType(form.settings().today().toString()));
        written.addPrediction().setQualitativeRisk(new CodeableConcept(coding("tier", summary.tier())));
        basis(summary, response)
                .forEach(reference ->
                        written.addBasis(new Reference(form.origin().named(reference))));
        written.addNote().setText(word("line-decision-support") + " " + word("line-draft"));
        extend(written, form, summary);
        return written.setStatus(status(written));
    }

    /**
     * The status that follows from what an assessment says. An open tier is not final, nor is one that rests on a part of
     * the record.
     */
    static RiskAssessmentStatus status(RiskAssessment written) {
        boolean open = OPEN.equals(written.getPredictionFirstRep()
                .getQualitativeRisk()
                .getCodingFirstRep()
                .getCode());
        return says(written, PROVISIONAL, false) && !says(written, NOT_SEEN, true) && !open
                ? RiskAssessmentStatus.FINAL
                : RiskAssessmentStatus.PRELIMINARY;
    }

    private static boolean says(RiskAssessment written, String name, boolean value) {
        return written.getExtension().stream()
                .filter(each -> each.hasUrl() && each.getUrl().endsWith(NAME + name))
                .anyMatch(each -> each.getValue() instanceof BooleanType said && value == said.booleanValue());
    }

    private void extend(RiskAssessment written, FormAssessment form, Summary summary) {
        add(written, "plan-definition", new CanonicalType(form.planDefinition()));
        add(written, "profile", new CodeType(form.settings().profile()));
        add(written, PROVISIONAL, new BooleanType(!summary.provisional().isEmpty()));
        summary.provisional()
                .forEach(reason -> add(written, "provisional-reason", coding("provisional-reason", reason)));
        add(written, "route", coding("route", summary.route()));
        summary.gestationalAge().ifPresent(age -> add(written, "gestational-age", new StringType(age)));
        summary.factors().forEach(factor -> written.addExtension(factor(factor, form.origin())));
        summary.missing().forEach(linkId -> add(written, "missing", coding("screening-item", linkId)));
        if (form.settings().dataNotSeen()) {
            add(written, NOT_SEEN, new BooleanType(true));
        }
    }

    private Extension factor(Factor factor, RecordOrigin origin) {
        Extension extension = new Extension(extensions + "factor");
        extension.addExtension("factor", coding("factor", factor.code()));
        factor.date().ifPresent(date -> extension.addExtension("date", new DateType(date.toString())));
        factor.references()
                .forEach(reference -> extension.addExtension("basis", new Reference(origin.named(reference))));
        return extension;
    }

    /** The form first, then whatever else shows a factor. */
    private static Set<String> basis(Summary summary, QuestionnaireResponse response) {
        Set<String> basis = new LinkedHashSet<>();
        basis.add(AnswerFacts.referenceTo(response).getReference());
        summary.factors().forEach(factor -> basis.addAll(factor.references()));
        return basis;
    }

    private void add(DomainResource resource, String name, Type value) {
        resource.addExtension(extensions + name, value);
    }

    private Coding coding(String codeSystem, String code) {
        return new Coding(
                wording.canonical(codeSystem),
                code,
                wording.label(codeSystem, code).in(language));
    }

    private String word(String code) {
        return wording.label("card-text", code).in(language);
    }
}
