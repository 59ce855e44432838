package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import org.cervicalinsufficiency.questionnaire.FormOwners;
import org.cervicalinsufficiency.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * The part of the store that holds the data of one tenant.
 *
 * @param tenant whose
 * @param partition where
 */
record TenantStore(Tenant tenant, RequestPartitionId partition) {

    private static final String KEY = TenantStore.class.getName();

    /** A call that the server itself makes, within this part only. */
    SystemRequestDetails asServer() {
        SystemRequestDetails call = new SystemRequestDetails();
        call.setRequestPartitionId(partition);
        call.getUserData().put(KEY, this);
        return call;
    }

    /** The part that such a call works in. */
    static @Nullable Object of(SystemRequestDetails call) {
        return call.getUserData().get(KEY);
    }

    /** Whose the forms of the tenant are. */
    FormOwners owners() {
        return new FormOwners(tenant);
    }
}
