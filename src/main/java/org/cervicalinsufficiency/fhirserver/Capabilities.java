package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;

/**
 * HAPI's own description of the server. Its read of an OperationDefinition stands before the store's and knows generated
 * ones only; here the stored ones go first.
 */
final class Capabilities extends JpaCapabilityStatementProvider {

    private static final String OPERATION = "OperationDefinition";

    private final DaoRegistry daos;

    Capabilities(
            RestfulServer server,
            IFhirSystemDao<Bundle, Meta> system,
            JpaStorageSettings storage,
            ISearchParamRegistry parameters,
            IValidationSupport validation,
            DaoRegistry daos) {
        super(server, system, storage, parameters, validation);
        this.daos = daos;
    }

    @Override
    public IBaseResource readOperationDefinition(IIdType id, RequestDetails call) {
        try {
            return daos.getResourceDao(OPERATION).read(id, call);
        } catch (ResourceNotFoundException | ResourceGoneException notStored) {
            return super.readOperationDefinition(id, call);
        }
    }
}
