package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.Stream;
import org.cervicalinsufficiency.audit.CallTrail;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what happened, as AuditEvents: references and codes only, never an answer. */
final class AuditTrail {

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private final StoreWriter writer;
    private final Clock clock;
    private final TenantStores stores;

    AuditTrail(StoreWriter writer, Clock clock, TenantStores stores) {
        this.writer = writer;
        this.clock = clock;
        this.stores = stores;
    }

    /**
     * A form that was not let in.
     *
     * @param questionnaire the form it answers, if that is one of ours
     * @param update whether it was to be a new version of a stored one
     * @param codes what was wrong, as codes of issues
     */
    record Refusal(String questionnaire, boolean update, String codes) {}

    /** Stores the event in a transaction of its own. A failure is logged and does not change the answer. */
    void refused(Refusal refusal, RequestDetails call) {
        addRefusal(event(refusal, call), call);
    }

    /** A client that is known may not do what it asked for, as a whole or in an entry of a batch; stored like a refused form. */
    void forbidden(RequestDetails call) {
        AuditEvent event = AuditParts.event(AccessEvents.interaction(call), AuditEventAction.E, clock.instant());
        event.setOutcome(AuditEventOutcome._4);
        event.setOutcomeDesc("HTTP status 403");
        AuditParts.caller(event, call);
        Stream.of(call.getResourceName(), call.getOperation())
                .filter(Objects::nonNull)
                .reduce((type, operation) -> type + "/" + operation)
                .ifPresent(what -> event.addEntity().setName(what));
        addRefusal(event, call);
    }

    private void addRefusal(AuditEvent event, RequestDetails call) {
        if (call instanceof ServletRequestDetails http && http.getServletRequest() != null) {
            http.getServletRequest().setAttribute(CallTrail.WRITTEN, true);
        }
        try {
            add(event, call);
        } catch (RuntimeException failure) {
            LOG.error("A refusal could not be written to the audit trail: {}", failure.getClass());
        }
    }

    /** Stores an event beside the data of the caller, in the transaction under way or in one of its own. */
    void add(AuditEvent event, RequestDetails call) {
        writer.create(event, stores.of(call));
    }

    private AuditEvent event(Refusal refusal, RequestDetails call) {
        AuditEvent event = AuditParts.event(
                refusal.update() ? "update" : "create",
                refusal.update() ? AuditEventAction.U : AuditEventAction.C,
                clock.instant());
        event.setOutcome(AuditEventOutcome._4);
        event.setOutcomeDesc("Form refused: " + refusal.codes());
        AuditParts.caller(event, call);
        event.addEntity().setName(refusal.questionnaire());
        return event;
    }
}
