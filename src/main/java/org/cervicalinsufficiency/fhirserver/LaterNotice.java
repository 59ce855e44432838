package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;

/**
 * Tells the submitter that a form was stored but is assessed later: a header names the Task, and an OperationOutcome that
 * the submitter asked for ({@code Prefer: return=OperationOutcome}) gets a warning.
 */
@Interceptor
public final class LaterNotice {

    /** The header; its value is the Task as {@code Task/id}. */
    static final String HEADER = "X-Assessment-Later";

    LaterNotice() {}

    /** Keeps the Task with the HTTP call under way, if it is one. */
    static void remember(@Nullable RequestDetails call, String task) {
        if (call != null) {
            call.getUserData().merge(HEADER, task, (former, next) -> former + ", " + next);
        }
    }

    /**
     * HAPI's hook for an answer about to go out.
     *
     * @return true: HAPI goes on to write the answer
     */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public boolean answering(ServletRequestDetails call, @Nullable IBaseResource answer) {
        if (call.getUserData().get(HEADER) instanceof String tasks) {
            call.getServletResponse().setHeader(HEADER, tasks);
            if (answer instanceof OperationOutcome outcome) {
                List.of(tasks.split(", "))
                        .forEach(task -> outcome.addIssue()
                                .setSeverity(IssueSeverity.WARNING)
                                .setCode(IssueType.INCOMPLETE)
                                .setDiagnostics("The form is stored but not assessed yet; the server tries again. See "
                                        + task + "."));
            }
        }
        return true;
    }
}
