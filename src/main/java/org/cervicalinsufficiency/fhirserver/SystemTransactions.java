package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
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
        requireType(bundle);
        Bundle answer = system.transaction(call, bundle);
        if (bundle.getType() == BundleType.BATCH) {
            explain(answer, BundledForms.of(call));
        }
        return answer;
    }

    /** HAPI takes a Bundle that does not say what it is for a transaction; whatever looks at transactions would not. */
    private static void requireType(Bundle bundle) {
        if (bundle.getType() != BundleType.TRANSACTION && bundle.getType() != BundleType.BATCH) {
            throw new InvalidRequestException(
                    "Bundle.type is neither transaction nor batch: set it to one of them, or post what the Bundle is to"
                            + " /Bundle.");
        }
    }

    /** HAPI keeps one sentence of what is wrong with an entry of a batch; the rest is put back. */
    private static void explain(Bundle answer, BundledForms forms) {
        for (int index = 0; index < answer.getEntry().size(); index++) {
            forms.outcome(index).ifPresent(answer.getEntry().get(index).getResponse()::setOutcome);
        }
    }
}
