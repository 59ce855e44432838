package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** Writes the refusals of a call down once its transaction is over: rolled back, or ended in the entries of a batch. */
@Interceptor
public final class RefusalAudit {

    private final AuditTrail trail;

    RefusalAudit(AuditTrail trail) {
        this.trail = trail;
    }

    /** HAPI's hook for a failed call. */
    @Hook(Pointcut.SERVER_HANDLE_EXCEPTION)
    public void failed(RequestDetails call) {
        write(call);
    }

    /** HAPI's hook before an answer is sent. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void answered(RequestDetails call, IBaseResource answer) {
        write(call);
    }

    private void write(RequestDetails call) {
        BundledForms.of(call).takeRefusals().forEach(refusal -> trail.refused(refusal, call));
    }
}
