package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cervicalinsufficiency.questionnaire.Chart;
import org.cervicalinsufficiency.questionnaire.FormLocaliser;
import org.cervicalinsufficiency.questionnaire.FormPrefill;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * {@code Questionnaire/$populate} (SDC). The forms of the artifact set are filled from one evaluation, with source and
 * date on every answer; any other Questionnaire goes to the operation of clinical-reasoning.
 */
public final class PopulateOperation {

    private final DaoRegistry daos;
    private final FormPrefill prefill;
    private final ChartReaders charts;
    private final StockPopulate stock;

    PopulateOperation(DaoRegistry daos, FormPrefill prefill, ChartReaders charts, StockPopulate stock) {
        this.daos = daos;
        this.prefill = prefill;
        this.charts = charts;
        this.stock = stock;
    }

    /** The form with this id, filled for a patient. */
    @Operation(name = "$populate", type = Questionnaire.class)
    public QuestionnaireResponse populateOne(
            @IdParam IdType id,
            @OperationParam(name = "subject") @Nullable ParametersParameterComponent subject,
            @OperationParam(name = "launchContext") @Nullable List<ParametersParameterComponent> launchContext,
            @OperationParam(name = "context") @Nullable List<ParametersParameterComponent> context,
            @OperationParam(name = "local") @Nullable BooleanType local,
            @OperationParam(name = "data") @Nullable Bundle data,
            @OperationParam(name = "dataEndpoint") @Nullable ParametersParameterComponent dataEndpoint,
            RequestDetails call) {
        Questionnaire form = new FormFinder(daos, call).byId(id);
        return populated(
                form,
                new Asked(subject, launchContext == null ? context : launchContext, local, data),
                dataEndpoint,
                call);
    }

    /** The form that the parameters name, filled for a patient. */
    @Operation(name = "$populate", type = Questionnaire.class)
    public QuestionnaireResponse populateNamed(
            @OperationParam(name = "questionnaire") @Nullable ParametersParameterComponent questionnaire,
            @OperationParam(name = "canonical") @Nullable CanonicalType canonical,
            @OperationParam(name = "identifier") @Nullable Identifier identifier,
            @OperationParam(name = "subject") @Nullable ParametersParameterComponent subject,
            @OperationParam(name = "launchContext") @Nullable List<ParametersParameterComponent> launchContext,
            @OperationParam(name = "context") @Nullable List<ParametersParameterComponent> context,
            @OperationParam(name = "local") @Nullable BooleanType local,
            @OperationParam(name = "data") @Nullable Bundle data,
            @OperationParam(name = "dataEndpoint") @Nullable ParametersParameterComponent dataEndpoint,
            RequestDetails call) {
        Questionnaire form = new FormFinder(daos, call)
                .named(questionnaire, canonical == null ? null : canonical.getValue(), identifier);
        return populated(
                form,
                new Asked(subject, launchContext == null ? context : launchContext, local, data),
                dataEndpoint,
                call);
    }

    /** The parameters that both levels share. */
    private record Asked(
            @Nullable ParametersParameterComponent subject,
            @Nullable List<ParametersParameterComponent> contexts,
            @Nullable BooleanType local,
            @Nullable Bundle data) {

        List<ParametersParameterComponent> launched() {
            return contexts == null ? List.of() : contexts;
        }

        boolean fromTheStore() {
            return local == null || !local.hasValue() || local.booleanValue();
        }
    }

    private QuestionnaireResponse populated(
            Questionnaire form, Asked asked, @Nullable ParametersParameterComponent dataEndpoint, RequestDetails call) {
        if (dataEndpoint != null) {
            throw new UnprocessableEntityException(
                    "dataEndpoint is not supported: a caller may not choose where patient data are read; send them as data.");
        }
        String patientId = SubjectOfForm.id(asked.subject(), call.getFhirServerBase());
        Optional<Reference> encounter = new LaunchContexts(daos, call, patientId).encounterOf(asked.launched());
        if (!prefill.knows(form)) {
            return stock.populate(form, patientId, asked.launched(), asked.data(), asked.fromTheStore(), call);
        }
        Chart chart = chart(patientId, asked, call);
        List<Locale> wanted = ReaderLanguages.of(call, false);
        Questionnaire worded = FormLocaliser.localised(form, FormLocaliser.language(form, wanted));
        QuestionnaireResponse response = prefill.fill(worded, chart);
        encounter.ifPresent(response::setEncounter);
        return response;
    }

    private Chart chart(String patientId, Asked asked, RequestDetails call) {
        SentData sent = new SentData(asked.data(), patientId);
        if (!asked.fromTheStore()) {
            return sent.alone();
        }
        return charts.of(call)
                .read(patientId)
                .map(sent::over)
                .orElseThrow(() -> new UnprocessableEntityException("subject: this server has no Patient/" + patientId
                        + "; store the patient first, or send local=false with the patient's data in data."));
    }
}
