package org.cervicalinsufficiency.fhirserver;

import java.util.Date;
import org.cervicalinsufficiency.audit.AuditedCall;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Reference;

/** Makes an AuditEvent of a hook call or of an item of feedback. Its id follows from the call, so the same call never becomes two. */
final class CallEvents {

    /** How often calls were refused that are counted together. */
    static final String TIMES = "times";
    /** Why they were. */
    static final String REASON = "reason";
    /** Where they came from. */
    static final String ADDRESS = "address";
    /** Whose a call is. */
    static final String TENANT = "tenant";

    private static final String ID_PREFIX = "call-";
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_DEFECT = 500;

    private CallEvents() {}

    static AuditEvent of(AuditedCall call) {
        AuditEvent event = AuditParts.event("operation", AuditEventAction.E, call.recorded());
        event.setId(id(call));
        event.setOutcome(outcome(call.outcome().status()));
        event.setOutcomeDesc(description(call.outcome()));
        AuditedCall.Who who = call.who();
        AuditParts.client(event, who.tenant(), who.client(), who.address());
        AuditParts.user(event, who.user().isEmpty() ? new Reference().setDisplay("not told") : reference(who.user()));
        if (!call.patient().isEmpty()) {
            AuditParts.patient(event, reference(call.patient()));
        }
        service(event, call);
        repeats(event, call);
        return event;
    }

    /** Calls that are counted together are never taken for one call. */
    private static String description(AuditedCall.Outcome outcome) {
        long times = outcome.repeats().times();
        String status = "HTTP status " + outcome.status();
        return times == 0 ? status : "Refused " + times + (times == 1 ? " time" : " times") + ", " + status;
    }

    private static void repeats(AuditEvent event, AuditedCall call) {
        AuditedCall.Repeats repeats = call.outcome().repeats();
        if (repeats.times() == 0) {
            return;
        }
        event.getPeriod().setStart(Date.from(repeats.since())).setEnd(Date.from(call.recorded()));
        AuditEventEntityComponent entity = event.getEntityFirstRep();
        AuditParts.detail(entity, TIMES, String.valueOf(repeats.times()));
        AuditParts.detail(entity, REASON, repeats.reason());
        AuditParts.detail(entity, "claimed-client", repeats.claimed());
        repeats.addresses().forEach(address -> AuditParts.detail(entity, ADDRESS, address));
    }

    /** The id of the event that is made of a call. */
    static String id(AuditedCall call) {
        return ID_PREFIX + call.id();
    }

    private static AuditEventOutcome outcome(int status) {
        if (status < FIRST_ERROR) {
            return AuditEventOutcome._0;
        }
        return status < FIRST_DEFECT ? AuditEventOutcome._4 : AuditEventOutcome._8;
    }

    private static void service(AuditEvent event, AuditedCall call) {
        AuditEventEntityComponent entity = AuditParts.object(event, AuditParts.ROLE_JOB, "Job");
        entity.setName(call.what().service());
        AuditParts.detail(entity, TENANT, call.who().tenant());
        AuditParts.detail(entity, "hook", call.what().hook());
        AuditParts.detail(entity, "hookInstance", call.what().hookInstance());
        AuditParts.detail(entity, "correlation-id", call.what().correlationId());
        AuditParts.detail(entity, "card", call.what().card().id());
        AuditParts.detail(entity, "act", call.what().card().act());
        call.outcome().topics().forEach(topic -> AuditParts.detail(entity, "card-topic", topic));
    }

    /** Elsewhere by its address; without one by its words, since it is no resource of this server. */
    private static Reference reference(String reference) {
        return reference.startsWith("http") ? new Reference(reference) : AuditParts.named(reference);
    }
}
