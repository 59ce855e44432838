package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.jspecify.annotations.Nullable;
import org.opencds.cqf.fhir.cr.hapi.common.IQuestionnaireProcessorFactory;
import org.opencds.cqf.fhir.utility.monad.Eithers;

/**
 * {@code $populate} as clinical-reasoning does it: each initial expression compiled and evaluated on its own, on the day
 * of the machine. For Questionnaires that are not ours; for ours it is the second door that a test compares with.
 */
final class StockPopulate {

    private final IQuestionnaireProcessorFactory processors;

    StockPopulate(IQuestionnaireProcessorFactory processors) {
        this.processors = processors;
    }

    QuestionnaireResponse populate(
            Questionnaire form,
            String patientId,
            List<ParametersParameterComponent> contexts,
            @Nullable Bundle data,
            boolean fromTheStore,
            RequestDetails call) {
        return (QuestionnaireResponse) processors
                .create(call)
                .populate(
                        Eithers.<CanonicalType, IIdType, Questionnaire>forRight3(form),
                        "Patient/" + patientId,
                        contexts,
                        null,
                        data,
                        fromTheStore,
                        (org.hl7.fhir.instance.model.api.IBaseResource) null,
                        null,
                        null);
    }
}
