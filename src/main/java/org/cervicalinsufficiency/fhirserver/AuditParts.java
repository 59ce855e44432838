package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.storage.interceptor.balp.BalpConstants;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.TimeZone;
import org.cervicalinsufficiency.fhirserver.launched.EhrRecord;
import org.cervicalinsufficiency.tenant.Caller;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.codesystems.V3ParticipationType;

/** What the AuditEvents of this server have in common, in the shape of IHE's Basic Audit Log Patterns. */
final class AuditParts {

    static final String OBSERVER = "cervical-insufficiency-screening";
    static final String ROLE_JOB = "20";

    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";

    private AuditParts() {}

    /** An event with its type, the server as the one who noticed it and as the one who was called. */
    static AuditEvent event(String interaction, AuditEventAction action, Instant recorded) {
        AuditEvent event = new AuditEvent();
        event.setType(new Coding(BalpConstants.CS_AUDIT_EVENT_TYPE, "rest", "RESTful Operation"));
        event.addSubtype(new Coding(BalpConstants.CS_RESTFUL_INTERACTION, interaction, interaction));
        event.setAction(action);
        InstantType moment =
                new InstantType(Date.from(recorded), TemporalPrecisionEnum.MILLI, TimeZone.getTimeZone("UTC"));
        moment.setTimeZoneZulu(true);
        event.setRecordedElement(moment);
        event.getSource().getObserver().setDisplay(OBSERVER);
        event.addAgent()
                .setType(concept(DICOM, "110152", "Destination Role ID"))
                .setRequestor(false)
                .getWho()
                .setDisplay(OBSERVER);
        return event;
    }

    /** The program that called. */
    static void client(AuditEvent event, String tenant, String client, String address) {
        AuditEventAgentComponent agent = event.addAgent()
                .setType(concept(DICOM, "110153", "Source Role ID"))
                .setRequestor(false);
        if (client.isEmpty()) {
            agent.getWho().setDisplay("not identified");
        } else {
            agent.getWho().getIdentifier().setValue(tenant + "/" + client);
            agent.getWho().setDisplay(client);
        }
        if (!address.isEmpty()) {
            agent.getNetwork().setAddress(address).setType(AuditEventAgentNetworkType._2);
        }
    }

    /** Who made a call to the FHIR interface, as far as it was proven; the user is not told there. */
    static void caller(AuditEvent event, RequestDetails call) {
        if (call instanceof ServletRequestDetails http && http.getServletRequest() != null) {
            String address = Objects.requireNonNullElse(http.getServletRequest().getRemoteAddr(), "");
            if (http.getServletRequest().getAttribute(Caller.ATTRIBUTE) instanceof Caller caller) {
                client(event, caller.tenant().id(), caller.client(), address);
            } else {
                client(event, "", "", address);
            }
            if (http.getServletRequest().getAttribute(EhrRecord.ATTRIBUTE) instanceof EhrRecord launched
                    && launched.user().isPresent()) {
                user(event, named(launched.user().get()));
                return;
            }
        }
        user(event, new Reference().setDisplay("not told"));
    }

    /** For whom it was done. */
    static void user(AuditEvent event, Reference who) {
        event.addAgent()
                .setType(concept(
                        V3ParticipationType.IRCP.getSystem(),
                        V3ParticipationType.IRCP.toCode(),
                        V3ParticipationType.IRCP.getDisplay()))
                .setRequestor(true)
                .setWho(who);
    }

    static void patient(AuditEvent event, Reference patient) {
        event.addEntity()
                .setType(new Coding(
                        BalpConstants.CS_AUDIT_ENTITY_TYPE,
                        BalpConstants.CS_AUDIT_ENTITY_TYPE_1_PERSON,
                        BalpConstants.CS_AUDIT_ENTITY_TYPE_1_PERSON_DISPLAY))
                .setRole(new Coding(
                        BalpConstants.CS_OBJECT_ROLE,
                        BalpConstants.CS_OBJECT_ROLE_1_PATIENT,
                        BalpConstants.CS_OBJECT_ROLE_1_PATIENT_DISPLAY))
                .setWhat(patient);
    }

    /** A thing that was used, in one of the roles of FHIR's object roles. */
    static AuditEventEntityComponent object(AuditEvent event, String role, String display) {
        return event.addEntity()
                .setType(new Coding(
                        BalpConstants.CS_AUDIT_ENTITY_TYPE,
                        BalpConstants.CS_AUDIT_ENTITY_TYPE_2_SYSTEM_OBJECT,
                        BalpConstants.CS_AUDIT_ENTITY_TYPE_2_SYSTEM_OBJECT_DISPLAY))
                .setRole(new Coding(BalpConstants.CS_OBJECT_ROLE, role, display));
    }

    /**
     * A resource of this server by its words: a stored reference would keep the resource from being deleted, and could
     * not name one that is deleted.
     */
    static Reference named(String reference) {
        Reference logical = new Reference();
        IdType id = new IdType(reference);
        if (id.hasResourceType()) {
            logical.setType(id.getResourceType());
        }
        logical.getIdentifier().setValue(reference);
        return logical;
    }

    static void detail(AuditEventEntityComponent entity, String type, String value) {
        if (!value.isEmpty()) {
            entity.addDetail().setType(type).setValue(new StringType(value));
        }
    }

    private static CodeableConcept concept(String system, String code, String display) {
        return new CodeableConcept(new Coding(system, code, display));
    }
}
