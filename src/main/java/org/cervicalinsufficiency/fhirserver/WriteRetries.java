package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.api.model.ResourceVersionConflictResolutionStrategy;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.jspecify.annotations.Nullable;

/**
 * Two who write the same thing at the same moment: the one that lost tries again, and finds what the other stored. A
 * client that names the version it changes still gets its conflict, since trying again does not change that.
 */
@Interceptor
public class WriteRetries {

    private static final int MOST = 8;
    private static final String IF_MATCH = "If-Match";

    WriteRetries() {}

    /** HAPI's hook for a write that met another. */
    @Hook(Pointcut.STORAGE_VERSION_CONFLICT)
    public ResourceVersionConflictResolutionStrategy again(@Nullable RequestDetails call) {
        ResourceVersionConflictResolutionStrategy again = new ResourceVersionConflictResolutionStrategy();
        again.setRetry(call == null || call.getHeader(IF_MATCH) == null);
        again.setMaxRetries(MOST);
        return again;
    }
}
