package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cervicalinsufficiency.fhirserver.launched.EhrAddresses;
import org.cervicalinsufficiency.fhirserver.launched.EhrRecord;
import org.cervicalinsufficiency.questionnaire.Chart;
import org.cervicalinsufficiency.questionnaire.ChartReader;
import org.cervicalinsufficiency.questionnaire.EhrRecords;
import org.cervicalinsufficiency.questionnaire.EhrRecords.Found;
import org.cervicalinsufficiency.questionnaire.RecordView;
import org.cervicalinsufficiency.tenant.FhirBase;
import org.cervicalinsufficiency.tenant.Secret;
import org.cervicalinsufficiency.tenant.Tenant;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * The charts that lie on the FHIR server of the caller's EHR. A launched call brings its chart along; other callers name
 * the server by {@code dataEndpoint}: its address must be a registered one, and its header the token for it.
 */
final class ForeignCharts {

    private static final String NAME = "dataEndpoint";
    private static final String PATIENT = "/Patient/";
    private static final Pattern BEARER = Pattern.compile("(?i)authorization: *bearer +([\\x21-\\x7E]{1,16384})");
    private static final int UNAVAILABLE = 503;

    private final EhrRecords records;
    private final TenantStores stores;

    ForeignCharts(EhrRecords records, TenantStores stores) {
        this.records = records;
        this.stores = stores;
    }

    /**
     * A server that is asked for charts.
     *
     * @param base its address
     * @param reader reads a chart there
     */
    record Server(String base, ChartReader reader) {

        /** The record of a form's subject, who must be named with the address there: the same id is somebody else here. */
        RecordView record(Reference subject) {
            String address = String.valueOf(subject.getReference());
            String id = address.startsWith(base + PATIENT) ? address.substring((base + PATIENT).length()) : "";
            return Optional.of(id)
                    .filter(EhrAddresses::isId)
                    .flatMap(reader::read)
                    .map(Chart::asRecord)
                    .orElseThrow(() -> new UnprocessableEntityException("response.subject: must be a Patient of the"
                            + " FHIR server of " + NAME + ", with its whole address there."));
        }
    }

    /** The record that a launched call brought along. */
    static Optional<RecordView> ofLaunch(@Nullable RequestDetails call) {
        return launched(call).map(record -> record.chart().asRecord());
    }

    /** Where the chart of a call lies, if that is not here. */
    Optional<Server> of(@Nullable ParametersParameterComponent dataEndpoint, RequestDetails call) {
        Optional<EhrRecord> launched = launched(call);
        if (launched.isPresent()) {
            Chart chart = launched.get().chart();
            return Optional.of(new Server(
                    launched.get().base().url(),
                    patient -> Optional.of(chart)
                            .filter(read ->
                                    read.patient().getIdElement().getIdPart().equals(patient))));
        }
        return Optional.ofNullable(dataEndpoint).map(parameter -> named(parameter, call));
    }

    private static Optional<EhrRecord> launched(@Nullable RequestDetails call) {
        return TenantStores.attribute(call, EhrRecord.ATTRIBUTE, EhrRecord.class);
    }

    private Server named(ParametersParameterComponent parameter, RequestDetails call) {
        if (!(parameter.getResource() instanceof Endpoint endpoint)) {
            throw new UnprocessableEntityException(
                    NAME + ": must be an Endpoint; send it as resource of the parameter.");
        }
        Tenant tenant = stores.of(call).tenant();
        FhirBase base = tenant.registered(String.valueOf(endpoint.getAddress()))
                .orElseThrow(() -> new UnprocessableEntityException(NAME
                        + ".address: this FHIR server is not registered for the caller's tenant and is not asked;"
                        + " write the address exactly as it is registered, or send the patient's data in data."));
        Secret token = token(endpoint);
        return new Server(base.url(), patient -> read(new EhrRecords.Asked(tenant, base, token, patient)));
    }

    private static Secret token(Endpoint endpoint) {
        List<Matcher> tokens = endpoint.getHeader().stream()
                .map(PrimitiveType::getValue)
                .map(header -> BEARER.matcher(String.valueOf(header)))
                .toList();
        if (tokens.size() != 1 || !tokens.get(0).matches()) {
            throw new UnprocessableEntityException(
                    NAME + ".header: exactly one header is taken, \"Authorization: Bearer \" with the access token"
                            + " for that server.");
        }
        return new Secret(tokens.get(0).group(1));
    }

    private Optional<Chart> read(EhrRecords.Asked asked) {
        Found found = records.read(asked);
        if (found instanceof Found.Read read) {
            return Optional.of(read.chart());
        }
        EhrRecords.Why why = ((Found.NotRead) found).why();
        throw switch (why) {
            case TOKEN_REFUSED ->
                new UnprocessableEntityException(NAME
                        + ".header: that FHIR server did not take the token for this patient; send one that may read"
                        + " the Patient.");
            case NO_SUCH_PATIENT ->
                new UnprocessableEntityException(
                        "subject: the FHIR server of " + NAME + " has no such Patient; send the id it has there.");
            case NOT_ANSWERED ->
                new UnclassifiedServerFailureException(
                        UNAVAILABLE,
                        NAME + ": that FHIR server did not answer with a Patient of FHIR R4 in time; call again.");
            case BUSY ->
                new UnclassifiedServerFailureException(
                        UNAVAILABLE, NAME + ": that FHIR server is not asked at this moment; call again shortly.");
        };
    }
}
