package org.cervicalinsufficiency.fhirserver.launched;

import java.util.List;
import org.cervicalinsufficiency.questionnaire.FormOfAnswers;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;

/** Calls that name the FHIR server to read from. */
public final class DataEndpoint {

    private DataEndpoint() {}

    /** The parameters of {@code $populate} for a patient of a FHIR server. */
    public static Parameters populate(String address, String patient, String... headers) {
        Parameters call = new Parameters();
        call.addParameter().setName("canonical").setValue(new CanonicalType(FormOfAnswers.QUESTIONNAIRE));
        call.addParameter().setName("subject").setValue(new Reference(patient));
        return with(call, address, headers);
    }

    /** The same call with the data of that server. */
    public static Parameters with(Parameters call, String address, String... headers) {
        Endpoint endpoint = new Endpoint();
        endpoint.setStatus(Endpoint.EndpointStatus.ACTIVE);
        endpoint.getConnectionType()
                .setSystem("http://terminology.hl7.org/CodeSystem/endpoint-connection-type")
                .setCode("hl7-fhir-rest");
        endpoint.addPayloadType().setText("any");
        endpoint.setAddress(address);
        List.of(headers).forEach(endpoint::addHeader);
        call.addParameter().setName("dataEndpoint").setResource(endpoint);
        return call;
    }
}
