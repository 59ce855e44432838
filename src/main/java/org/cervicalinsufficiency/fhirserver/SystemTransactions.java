package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;

/**
 * Transactions and batches posted to the base of the server. It stands in for HAPI's own system provider, which also
 * opens reindexing, expunging and merging to every caller.
 */
public final class SystemTransactions {

    private final IFhirSystemDao<Bundle, Meta> system;

    SystemTransactions(IFhirSystemDao<Bundle, Meta> system) {
        this.system = system;
    }

    /**
     * Runs a Bundle of type transaction or batch.
     *
     * @param bundle what to do
     * @param call the HTTP call
     */
    @Transaction
    public Bundle transaction(@TransactionParam Bundle bundle, RequestDetails call) {
        return system.transaction(call, bundle);
    }
}
