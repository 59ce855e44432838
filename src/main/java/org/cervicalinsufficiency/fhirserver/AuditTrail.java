package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.storage.interceptor.balp.BalpConstants;
import java.time.Clock;
import java.util.Date;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Coding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what happened, as AuditEvents: references and codes only, never an answer. */
final class AuditTrail {

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private final DaoRegistry daos;
    private final Clock clock;

    AuditTrail(DaoRegistry daos, Clock clock) {
        this.daos = daos;
        this.clock = clock;
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
    void refused(Refusal refusal, TenantStore home) {
        try {
            daos.getResourceDao(AuditEvent.class).create(event(refusal), home.asServer());
        } catch (RuntimeException failure) {
            LOG.error("The refusal of a form could not be written to the audit trail: {}", failure.getClass());
        }
    }

    private AuditEvent event(Refusal refusal) {
        AuditEvent event = new AuditEvent();
        event.setType(new Coding(BalpConstants.CS_AUDIT_EVENT_TYPE, "rest", "RESTful Operation"));
        event.addSubtype(
                new Coding(BalpConstants.CS_RESTFUL_INTERACTION, refusal.update() ? "update" : "create", null));
        event.setAction(refusal.update() ? AuditEventAction.U : AuditEventAction.C);
        event.setRecorded(Date.from(clock.instant()));
        event.setOutcome(AuditEventOutcome._4);
        event.setOutcomeDesc("Form refused: " + refusal.codes());
        event.addAgent().setRequestor(true).getWho().setDisplay("not identified");
        event.getSource().getObserver().setDisplay("cervical-insufficiency-screening");
        event.addEntity().setName(refusal.questionnaire());
        return event;
    }
}
