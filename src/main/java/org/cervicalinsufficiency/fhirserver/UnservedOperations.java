package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.method.BaseMethodBinding;
import ca.uhn.fhir.rest.server.method.OperationMethodBinding;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out operations that HAPI's resource providers bring with them and that this server does not offer:
 * {@code $everything} needs paging that searches here do without, {@code $expunge} destroys history.
 */
@Interceptor
public class UnservedOperations {

    private static final Set<String> NAMES = Set.of("$everything", "$expunge", "$reindex");
    /** Operations of HAPI's own making, such as undoing a merge. */
    private static final String OWN = "$hapi.fhir.";

    private static boolean isUnserved(String name) {
        return NAMES.contains(name) || name.startsWith(OWN);
    }

    /** HAPI's hook for each method of a provider; null leaves the method out. */
    @Hook(Pointcut.SERVER_PROVIDER_METHOD_BOUND)
    public @Nullable BaseMethodBinding bound(BaseMethodBinding method) {
        return method instanceof OperationMethodBinding operation && isUnserved(operation.getName()) ? null : method;
    }
}
