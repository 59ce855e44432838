package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.jspecify.annotations.Nullable;

/**
 * Sees every form that is stored, whichever way it was written, before its transaction is committed. In a transaction
 * Bundle HAPI calls it when all entries are written, so that a record sent along is seen.
 */
@Interceptor
public final class SubmissionHook {

    private final FormDerivation derivation;
    private final TenantStores stores;

    SubmissionHook(FormDerivation derivation, TenantStores stores) {
        this.derivation = derivation;
        this.stores = stores;
    }

    /** HAPI's hook for a new resource. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource, @Nullable RequestDetails call) {
        stored(resource, call);
    }

    /** HAPI's hook for a new version of a resource. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource after, @Nullable RequestDetails call) {
        stored(after, call);
    }

    /** HAPI's hook for a deleted resource. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
    public void deleted(IBaseResource resource, @Nullable RequestDetails call) {
        if (resource instanceof QuestionnaireResponse response) {
            derivation.deleted(response, stores.of(call));
        }
    }

    private void stored(IBaseResource resource, @Nullable RequestDetails call) {
        if (resource instanceof QuestionnaireResponse response) {
            derivation.stored(response, stores.of(call)).ifPresent(task -> LaterNotice.remember(call, task));
        }
    }
}
