package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cervicalinsufficiency.questionnaire.CardText;
import org.cervicalinsufficiency.questionnaire.FormAssessment;
import org.cervicalinsufficiency.questionnaire.FormAssessments;
import org.cervicalinsufficiency.questionnaire.FormOwners;
import org.cervicalinsufficiency.questionnaire.RecordView;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MarkdownType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UrlType;
import org.jspecify.annotations.Nullable;

/**
 * {@code QuestionnaireResponse/$assess}: what a form gives together with the record, without storing anything. Its
 * parameters are described by an OperationDefinition of the artifact set.
 */
public final class AssessOperation {

    private static final String UNSENT = "unsent";
    private static final String DISPLAY = "http://hl7.org/fhir/StructureDefinition/display";

    private final FormAssessments forms;
    private final Records records;
    private final DaoRegistry daos;
    private final FormAdmission admission;
    private final TenantStores stores;

    /**
     * Where the records of patients come from.
     *
     * @param stored those of this server's own store
     * @param foreign those of the caller's EHR
     */
    record Records(LocalRecord stored, ForeignCharts foreign) {}

    AssessOperation(
            FormAssessments forms, Records records, DaoRegistry daos, FormAdmission admission, TenantStores stores) {
        this.forms = forms;
        this.records = records;
        this.daos = daos;
        this.admission = admission;
        this.stores = stores;
    }

    /** Assesses the form in the request. */
    @Operation(name = "$assess", typeName = "QuestionnaireResponse", idempotent = true)
    public Parameters assess(
            @OperationParam(name = "response", typeName = "QuestionnaireResponse", max = 1) @Nullable
                    QuestionnaireResponse response,
            @OperationParam(name = "profile", max = 1) @Nullable CodeType profile,
            @OperationParam(name = "dataEndpoint", max = 1) @Nullable ParametersParameterComponent dataEndpoint,
            RequestDetails call) {
        if (response == null) {
            throw new InvalidRequestException("response: missing; send a Parameters resource with a parameter named"
                    + " response that holds the QuestionnaireResponse, or call the operation on a stored one.");
        }
        check(response);
        QuestionnaireResponse form = response.copy();
        admission.requireSound(form, "Parameters.parameter.where(name='response').resource", call);
        if (!form.hasIdElement()) {
            form.setId(UNSENT);
        }
        return answer(form, profile, dataEndpoint, call);
    }

    /** Assesses a stored form. */
    @Operation(name = "$assess", typeName = "QuestionnaireResponse", idempotent = true)
    public Parameters assess(
            @IdParam IdType id,
            @OperationParam(name = "profile", max = 1) @Nullable CodeType profile,
            @OperationParam(name = "dataEndpoint", max = 1) @Nullable ParametersParameterComponent dataEndpoint,
            RequestDetails call) {
        QuestionnaireResponse stored =
                daos.getResourceDao(QuestionnaireResponse.class).read(id, call);
        check(stored);
        return answer(stored, profile, dataEndpoint, call);
    }

    private Parameters answer(
            QuestionnaireResponse form,
            @Nullable CodeType profile,
            @Nullable ParametersParameterComponent dataEndpoint,
            RequestDetails call) {
        TenantStore home = stores.of(call);
        FormAssessments own = forms.at(home.tenant());
        RecordView record = ForeignCharts.ofLaunch(call)
                .or(() -> records.foreign().of(dataEndpoint, call).map(server -> server.record(form.getSubject())))
                .orElseGet(() -> record(form, home));
        FormAssessment assessment =
                own.assess(form, record, profile(profile, home.tenant().cards().profile()));
        List<Locale> languages = ReaderLanguages.of(call, true);
        Optional<RiskAssessment> written = languages.isEmpty()
                ? own.riskAssessment(assessment, form)
                : own.riskAssessment(assessment, form, languages.get(0));
        Parameters answer = new Parameters();
        answer.addParameter()
                .setName("assessment")
                .setResource(written.orElseThrow(() -> new InternalErrorException(
                        "The form could not be assessed; try again, and tell the operator if it stays so.")));
        String patient = FormOwners.localPatientId(form.getSubject()).orElse(UNSENT);
        own.cards(assessment, patient, languages).forEach(card -> write(card, answer));
        return answer;
    }

    private void check(QuestionnaireResponse form) {
        if (!forms.isScreeningForm(form)) {
            throw new UnprocessableEntityException("response.questionnaire: " + form.getQuestionnaire()
                    + " is not a form of this server; name one that it serves, with its version.");
        }
        if (!FormAssessments.isUsable(form)) {
            throw new UnprocessableEntityException(
                    "response.status: only a form that is completed or amended is assessed; set one of these.");
        }
        if (!form.hasAuthored()) {
            throw new UnprocessableEntityException(
                    "response.authored: missing; say when the answers were given, since it decides how long they count.");
        }
        if (!form.hasSubject()) {
            throw new UnprocessableEntityException(
                    "response.subject: missing; name the patient by reference or identifier.");
        }
    }

    private RecordView record(QuestionnaireResponse form, TenantStore home) {
        try {
            return records.stored().of(form.getSubject(), home);
        } catch (ResourceNotFoundException | ResourceGoneException absent) {
            throw new UnprocessableEntityException(
                    "response.subject: " + form.getSubject().getReference()
                            + " is not stored here; store the patient first, or give an absolute address or an identifier.");
        }
    }

    private Optional<String> profile(@Nullable CodeType profile, String usual) {
        if (profile == null || !profile.hasValue()) {
            return Optional.of(usual);
        }
        List<String> known = forms.profiles();
        if (!known.contains(profile.getValue())) {
            throw new InvalidRequestException(
                    "profile: must be " + String.join(" or ", known) + "; leave it out to use the one of the site.");
        }
        return Optional.of(profile.getValue());
    }

    private static void write(CardText card, Parameters answer) {
        ParametersParameterComponent parameter = answer.addParameter().setName("card");
        parameter.addPart().setName("topic").setValue(card.topic());
        parameter.addPart().setName("action").setValue(new StringType(card.action()));
        parameter
                .addPart()
                .setName("summary")
                .setValue(new StringType(card.words().summary()));
        parameter.addPart().setName("indicator").setValue(new CodeType(card.indicator()));
        parameter
                .addPart()
                .setName("detail")
                .setValue(new MarkdownType(card.words().detail()));
        parameter
                .addPart()
                .setName("source")
                .setValue(new StringType(card.words().source()));
        card.links().forEach(link -> parameter.addPart().setName("link").setValue(named(link)));
    }

    /** The standard's extension for the name of what an address leads to. */
    private static UrlType named(CardText.Link link) {
        UrlType address = new UrlType(link.url());
        address.addExtension(DISPLAY, new StringType(link.label()));
        return address;
    }
}
