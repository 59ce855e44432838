package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/**
 * What {@code $apply} proposes is a draft, as in the suggestions of the hooks. The stock operation makes requests active and
 * tasks ready, whatever their intent, and its dynamic values cannot set a coded element.
 */
@Interceptor
public final class DraftProposals {

    private static final Set<String> OPERATIONS = Set.of("$apply", "$r5.apply");

    DraftProposals() {}

    /**
     * HAPI's hook before an answer is written.
     *
     * @return true: HAPI goes on to write it
     */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public boolean answered(RequestDetails call, IBaseResource answer) {
        if (OPERATIONS.contains(String.valueOf(call.getOperation()))) {
            soften(answer);
        }
        return true;
    }

    private static void soften(IBaseResource resource) {
        if (resource instanceof Parameters parameters) {
            parameters.getParameter().forEach(parameter -> soften(parameter.getResource()));
        } else if (resource instanceof Bundle bundle) {
            bundle.getEntry().forEach(entry -> soften(entry.getResource()));
        } else if (resource instanceof ServiceRequest request
                && request.getIntent() == ServiceRequest.ServiceRequestIntent.PROPOSAL) {
            request.setStatus(ServiceRequest.ServiceRequestStatus.DRAFT);
        } else if (resource instanceof Task task && task.getIntent() == Task.TaskIntent.PROPOSAL) {
            task.setStatus(Task.TaskStatus.DRAFT);
        }
        if (resource instanceof DomainResource holder) {
            holder.getContained().forEach(DraftProposals::soften);
        }
    }
}
