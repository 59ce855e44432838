package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import java.util.Date;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * A resource's {@code lastUpdated} never goes back, also where the clock of a replica is behind that of the one that wrote
 * the version before: the new version is then a millisecond younger than the old one.
 */
@Interceptor
public final class NeverBackwards {

    NeverBackwards() {}

    /** HAPI's hook before a new version is stored. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void updating(IBaseResource before, IBaseResource after, TransactionDetails transaction) {
        later(before, transaction);
    }

    /** HAPI's hook before a resource is deleted. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
    public void deleting(IBaseResource before, TransactionDetails transaction) {
        later(before, transaction);
    }

    private static void later(IBaseResource before, TransactionDetails transaction) {
        Date was = before.getMeta() == null ? null : before.getMeta().getLastUpdated();
        // HAPI dates everything that a transaction writes by this one object.
        Date is = transaction.getTransactionDate();
        if (was != null && !is.after(was)) {
            is.setTime(was.getTime() + 1);
        }
    }
}
