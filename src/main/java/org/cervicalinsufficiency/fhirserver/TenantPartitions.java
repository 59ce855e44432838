package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.ReadPartitionIdRequestDetails;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import org.cervicalinsufficiency.security.Access;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/**
 * Tells the store in which partition a call reads and writes: artifacts in the shared one, everything else in that of the
 * caller's tenant. Nothing that a client sends has a say in it.
 */
@Interceptor
public final class TenantPartitions {

    private final TenantStores stores;

    TenantPartitions(TenantStores stores) {
        this.stores = stores;
    }

    /** HAPI's hook before anything is read: searches, reads, histories, pages. */
    @Hook(Pointcut.STORAGE_PARTITION_IDENTIFY_READ)
    public RequestPartitionId read(RequestDetails call, ReadPartitionIdRequestDetails about) {
        return of(call, about.getResourceType());
    }

    /** HAPI's hook before anything is created. */
    @Hook(Pointcut.STORAGE_PARTITION_IDENTIFY_CREATE)
    public RequestPartitionId create(RequestDetails call, IBaseResource resource) {
        return of(call, resource.fhirType());
    }

    /** Where the data of patients lie that a call works with. */
    public RequestPartitionId of(@Nullable RequestDetails call) {
        return call instanceof SystemRequestDetails own && own.getRequestPartitionId() != null
                ? own.getRequestPartitionId()
                : stores.of(call).partition();
    }

    private RequestPartitionId of(RequestDetails call, @Nullable String type) {
        return type != null && Access.isShared(type)
                ? stores.shared()
                : stores.of(call).partition();
    }
}
