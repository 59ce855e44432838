package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.api.model.DeleteConflictList;
import ca.uhn.fhir.jpa.delete.DeleteConflictOutcome;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.jspecify.annotations.Nullable;

/**
 * Sees every form that is stored, whichever way it was written, before its transaction is committed. In a transaction
 * Bundle HAPI calls it when all entries are written, so that a record sent along is seen.
 */
@Interceptor
public final class SubmissionHook {

    private static final String FORM = "QuestionnaireResponse";

    private final FormDerivation derivation;
    private final TenantStores stores;
    private final SubmissionMeters meters;

    SubmissionHook(FormDerivation derivation, TenantStores stores, SubmissionMeters meters) {
        this.derivation = derivation;
        this.stores = stores;
        this.meters = meters;
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

    /** HAPI's hook before a resource is deleted: nothing could be written that names it afterwards. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
    public void deleting(IBaseResource resource, @Nullable RequestDetails call) {
        if (resource instanceof QuestionnaireResponse response) {
            derivation.deleting(response, stores.of(call));
        }
    }

    /** HAPI's hook for what still names a resource that is to be deleted: what was made of a form does not hold it. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_DELETE_CONFLICTS)
    public DeleteConflictOutcome named(DeleteConflictList conflicts, @Nullable RequestDetails call) {
        TenantStore home = stores.of(call);
        Map<String, Set<String>> madeOf = new HashMap<>();
        conflicts.removeIf(conflict -> FORM.equals(conflict.getTargetId().getResourceType())
                && madeOf.computeIfAbsent(conflict.getTargetId().getIdPart(), form -> derivation.madeOf(form, home))
                        .contains(conflict.getSourceId()
                                .toUnqualifiedVersionless()
                                .getValue()));
        // HAPI shows the first conflict only, and all of them when asked again.
        return new DeleteConflictOutcome().setShouldRetryCount(1);
    }

    private void stored(IBaseResource resource, @Nullable RequestDetails call) {
        if (resource instanceof QuestionnaireResponse response) {
            Optional<String> task = derivation.stored(response, stores.of(call), ForeignCharts.ofLaunch(call));
            task.ifPresent(later -> LaterNotice.remember(call, new IdType(response.getId()), later));
            meters.stored(task.isPresent());
        }
    }
}
