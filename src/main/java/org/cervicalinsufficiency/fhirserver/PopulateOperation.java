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
import java.util.stream.Stream;
import org.cervicalinsufficiency.questionnaire.Chart;
import org.cervicalinsufficiency.questionnaire.FormLocaliser;
import org.cervicalinsufficiency.questionnaire.FormPrefill;
import org.cervicalinsufficiency.tenant.CardSettings;
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
    private final Sources sources;
    private final StockPopulate stock;

    /**
     * Where the data of patients come from, and whose they are.
     *
     * @param stored charts of this server's own store
     * @param foreign charts of the caller's EHR
     * @param tenants the parts of the store
     */
    record Sources(ChartReaders stored, ForeignCharts foreign, TenantStores tenants) {}

    PopulateOperation(DaoRegistry daos, FormPrefill prefill, Sources sources, StockPopulate stock) {
        this.daos = daos;
        this.prefill = prefill;
        this.sources = sources;
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
        Optional<ForeignCharts.Server> foreign = sources.foreign().of(dataEndpoint, call);
        Optional<String> elsewhere = foreign.map(ForeignCharts.Server::base);
        String patientId = SubjectOfForm.id(asked.subject(), SubjectOfForm.Server.of(elsewhere, call));
        Optional<Reference> encounter =
                new LaunchContexts(daos, call, patientId, elsewhere).encounterOf(asked.launched());
        if (!prefill.knows(form)) {
            foreign.ifPresent(server -> {
                throw new UnprocessableEntityException("dataEndpoint: only forms of this server's own artifacts are"
                        + " filled from there; send the patient's data in data.");
            });
            return stock.populate(form, patientId, asked.launched(), asked.data(), asked.fromTheStore(), call);
        }
        Chart chart = chart(patientId, asked, foreign, call);
        CardSettings site = sources.tenants().of(call).tenant().cards();
        List<Locale> wanted = Stream.concat(
                        ReaderLanguages.of(call, false).stream(), Stream.of(Locale.forLanguageTag(site.language())))
                .toList();
        Questionnaire worded = FormLocaliser.localised(form, FormLocaliser.language(form, wanted));
        QuestionnaireResponse response = prefill.fill(worded, chart, site.profile());
        encounter.ifPresent(response::setEncounter);
        return response;
    }

    private Chart chart(String patientId, Asked asked, Optional<ForeignCharts.Server> foreign, RequestDetails call) {
        SentData sent = new SentData(asked.data(), patientId);
        if (foreign.isPresent()) {
            return foreign.get()
                    .reader()
                    .read(patientId)
                    .map(sent::over)
                    .orElseThrow(() -> new UnprocessableEntityException(
                            "subject: is not the patient of this launch; launch the form from that patient's chart."));
        }
        if (!asked.fromTheStore()) {
            return sent.alone();
        }
        return sources.stored()
                .of(call)
                .read(patientId)
                .map(sent::over)
                .orElseThrow(() -> new UnprocessableEntityException("subject: this server has no Patient/" + patientId
                        + "; store the patient first, or send local=false with the patient's data in data."));
    }
}
