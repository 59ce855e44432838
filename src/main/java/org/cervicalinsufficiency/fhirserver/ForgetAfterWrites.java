package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Forgets what was read of resources of some types as soon as one of them was written here. Once at the write, so that the
 * rest of its transaction reads the new version, and once when that transaction is over, whichever way it ended: what was
 * remembered meanwhile may be of the version that others must not see yet, or never will.
 */
@Interceptor
public final class ForgetAfterWrites {

    private final Set<String> types;
    private final Runnable forget;

    /**
     * Forgets after writes of these types.
     *
     * @param types the resource types that what is remembered was made of
     * @param forget drops all of it; called often, by many threads
     */
    ForgetAfterWrites(Set<String> types, Runnable forget) {
        this.types = Set.copyOf(types);
        this.forget = forget;
    }

    /** HAPI's hook for a new resource. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        written(resource);
    }

    /** HAPI's hook for a new version of a resource. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource after) {
        written(after);
    }

    /** HAPI's hook for a deleted resource. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
    public void deleted(IBaseResource resource) {
        written(resource);
    }

    private void written(IBaseResource changed) {
        if (!types.contains(changed.fhirType())) {
            return;
        }
        forget.run();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    forget.run();
                }
            });
        }
    }
}
