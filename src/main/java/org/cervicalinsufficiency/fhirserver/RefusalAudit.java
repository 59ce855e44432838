package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;

/**
 * Writes the refusals of a call down once its transaction is over: rolled back, or ended in the entries of a batch. Those
 * are forms that were not let in, and what a client that has proven who it is may not do.
 */
@Interceptor
public final class RefusalAudit {

    private static final int FORBIDDEN = 403;

    private final AuditTrail trail;

    RefusalAudit(AuditTrail trail) {
        this.trail = trail;
    }

    /** HAPI's hook for a failed call. */
    @Hook(Pointcut.SERVER_HANDLE_EXCEPTION)
    public void failed(RequestDetails call, BaseServerResponseException failure) {
        write(call);
        if (failure.getStatusCode() == FORBIDDEN) {
            forbidden(call);
        }
    }

    /** HAPI's hook before an answer is sent. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void answered(RequestDetails call, IBaseResource answer) {
        write(call);
        if (answer instanceof Bundle bundle
                && bundle.getEntry().stream()
                        .map(entry -> String.valueOf(entry.getResponse().getStatus()))
                        .anyMatch(status -> status.startsWith(String.valueOf(FORBIDDEN)))) {
            forbidden(call);
        }
    }

    private void forbidden(RequestDetails call) {
        if (FhirDoor.grantOf(call).isPresent()) {
            trail.forbidden(call);
        }
    }

    private void write(RequestDetails call) {
        BundledForms.of(call).takeRefusals().forEach(refusal -> trail.refused(refusal, call));
    }
}
