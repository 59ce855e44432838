package org.cervicalinsufficiency.questionnaire;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.hapi.ctx.HapiWorkerContext;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;

/** FHIRPath over responses. One engine for all calls: an evaluation leaves nothing behind in it. */
public final class FormPaths {

    private final FHIRPathEngine engine;

    /**
     * @param fhir the R4 context
     */
    public FormPaths(FhirContext fhir) {
        this.engine = new FHIRPathEngine(new HapiWorkerContext(fhir, new DefaultProfileValidationSupport(fhir)));
    }

    ExpressionNode parse(String linkId, String expression) {
        try {
            return engine.parse(expression);
        } catch (FHIRException unreadable) {
            throw new IllegalStateException(
                    "The constraint of " + linkId + " is not FHIRPath: " + expression, unreadable);
        }
    }

    /**
     * Whether a rule holds for an item.
     *
     * @throws FHIRException if it cannot be evaluated
     */
    boolean holds(ExpressionNode rule, QuestionnaireResponse response, QuestionnaireResponseItemComponent item) {
        return engine.evaluateToBoolean(response, response, item, rule);
    }
}
