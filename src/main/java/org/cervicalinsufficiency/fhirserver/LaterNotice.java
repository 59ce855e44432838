package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells the submitter that a form was stored but is assessed later. A header names the Tasks, whatever answer the
 * submitter prefers; an OperationOutcome gets a warning; and in the answer to a Bundle the entry of each such form has an
 * outcome with that warning.
 */
@Interceptor
public final class LaterNotice {

    /** The header; its value are the Tasks as {@code Task/id}, with commas between. */
    static final String HEADER = "X-Assessment-Later";

    private static final String FORM = "QuestionnaireResponse";

    LaterNotice() {}

    /**
     * Keeps the Task with the HTTP call under way, if it is one, as soon as the form is there to stay: an attempt that is
     * rolled back and made again leaves nothing.
     *
     * @param form the stored form
     * @param task what asks for its assessment, as {@code Task/id}
     */
    static void remember(@Nullable RequestDetails call, IdType form, String task) {
        if (call == null) {
            return;
        }
        Map<String, String> waiting = waiting(call);
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            waiting.put(form.getIdPart(), task);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                waiting.put(form.getIdPart(), task);
            }
        });
    }

    /**
     * HAPI's hook for an answer about to go out.
     *
     * @return true: HAPI goes on to write the answer
     */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public boolean answering(ServletRequestDetails call, @Nullable IBaseResource answer) {
        Map<String, String> waiting = waiting(call);
        if (!waiting.isEmpty()) {
            call.getServletResponse().setHeader(HEADER, String.join(", ", waiting.values()));
            if (answer instanceof OperationOutcome outcome) {
                waiting.values().forEach(task -> warn(outcome, task));
            }
            if (answer instanceof Bundle bundle) {
                bundle.getEntry().forEach(entry -> warn(entry.getResponse(), waiting));
            }
        }
        return true;
    }

    private static void warn(BundleEntryResponseComponent entry, Map<String, String> waiting) {
        IdType stored = new IdType(entry.getLocation());
        String task = FORM.equals(stored.getResourceType()) ? waiting.get(stored.getIdPart()) : null;
        if (task == null) {
            return;
        }
        OperationOutcome outcome = Optional.ofNullable(entry.getOutcome())
                .filter(OperationOutcome.class::isInstance)
                .map(OperationOutcome.class::cast)
                .orElseGet(OperationOutcome::new);
        warn(outcome, task);
        entry.setOutcome(outcome);
    }

    private static void warn(OperationOutcome outcome, String task) {
        outcome.addIssue()
                .setSeverity(IssueSeverity.WARNING)
                .setCode(IssueType.INCOMPLETE)
                .setDiagnostics("The form is stored but not assessed yet; the server tries again. See " + task + ".");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> waiting(RequestDetails call) {
        return (Map<String, String>)
                call.getUserData().computeIfAbsent(HEADER, first -> new ConcurrentSkipListMap<String, String>());
    }
}
