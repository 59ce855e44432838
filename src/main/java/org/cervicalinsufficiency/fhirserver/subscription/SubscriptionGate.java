package org.cervicalinsufficiency.fhirserver.subscription;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every Subscription before it is stored: one that this server cannot serve is refused with 422, any other is
 * active from its first version on. A Subscription that is switched off is stored as it is.
 */
@Interceptor
public class SubscriptionGate {

    private static final String OWN_WRITE = SubscriptionGate.class.getName();

    private final SubscriptionCheck check;
    private final Outbox outbox;

    SubscriptionGate(SubscriptionCheck check, Outbox outbox) {
        this.check = check;
        this.outbox = outbox;
    }

    /** A call by which the server itself changes the status of a Subscription; the gate lets it through. */
    static SystemRequestDetails ownWrite(SubscriptionKey key) {
        SystemRequestDetails call = key.asServer();
        call.getUserData().put(OWN_WRITE, true);
        return call;
    }

    /** HAPI's hook before a new resource is stored. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void create(IBaseResource resource, @Nullable RequestDetails call) {
        pass(resource, call);
    }

    /** HAPI's hook before a new version is stored. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void update(IBaseResource before, IBaseResource after, @Nullable RequestDetails call) {
        pass(after, call);
    }

    private void pass(IBaseResource resource, @Nullable RequestDetails call) {
        if (!(resource instanceof Subscription subscription)
                || call != null && call.getUserData().containsKey(OWN_WRITE)
                || subscription.getStatus() == SubscriptionStatus.OFF) {
            return;
        }
        check.check(subscription, outbox.now().toInstant()).ifPresent(SubscriptionGate::refuse);
        subscription.setStatus(SubscriptionStatus.ACTIVE).setError(null);
    }

    private static void refuse(OperationOutcome outcome) {
        throw new UnprocessableEntityException(outcome.getIssueFirstRep().getDiagnostics(), outcome);
    }
}
