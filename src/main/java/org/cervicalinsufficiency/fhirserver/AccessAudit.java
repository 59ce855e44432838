package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Writes down who wrote what, in the transaction that writes it, and who was given whose data, before the answer goes
 * out. What cannot be written down is not done. AuditEvents themselves are only ever added, by the server.
 */
@Interceptor
public final class AccessAudit {

    private static final int UNAVAILABLE = 503;
    private static final int LAST = Integer.MAX_VALUE;

    private final AccessEvents events;
    private final AuditTrail trail;

    AccessAudit(AccessEvents events, AuditTrail trail) {
        this.events = events;
        this.trail = trail;
    }

    /** HAPI's hook before a resource is written for the first time. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void creating(IBaseResource resource, @Nullable ServletRequestDetails call) {
        refuseEvent(resource, call);
    }

    /** HAPI's hook before a resource is changed. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void updating(IBaseResource before, IBaseResource after, @Nullable ServletRequestDetails call) {
        refuseEvent(after, call);
    }

    /** HAPI's hook before a resource is deleted. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
    public void deleting(IBaseResource resource, @Nullable ServletRequestDetails call) {
        refuseEvent(resource, call);
    }

    private static void refuseEvent(IBaseResource resource, @Nullable ServletRequestDetails call) {
        if (call != null && resource instanceof AuditEvent) {
            throw BaseServerResponseException.newInstance(
                    405, "AuditEvents are written by this server only; nobody changes or deletes them.");
        }
    }

    /** HAPI's hook for a new resource, inside its transaction. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource, @Nullable ServletRequestDetails call) {
        written(call, "create", AuditEventAction.C, resource);
    }

    /** HAPI's hook for a new version of a resource, inside its transaction. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource after, @Nullable ServletRequestDetails call) {
        written(call, "update", AuditEventAction.U, after);
    }

    /** HAPI's hook for a deleted resource, inside its transaction. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
    public void deleted(IBaseResource resource, @Nullable ServletRequestDetails call) {
        written(call, "delete", AuditEventAction.D, resource);
    }

    private void written(
            @Nullable ServletRequestDetails call, String interaction, AuditEventAction action, IBaseResource resource) {
        if (call != null) {
            trail.add(events.written(call, interaction, action, resource), call);
        }
    }

    /** HAPI's hook before an answer is sent; the transaction of the call is over. */
    @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = LAST)
    public void given(RequestDetails call, @Nullable IBaseResource answer) {
        if (answer == null || !(call instanceof ServletRequestDetails http) || !isReading(call)) {
            return;
        }
        List<IBaseResource> resources = new ArrayList<>();
        collect(answer, resources);
        events.given(http, resources).ifPresent(event -> {
            try {
                trail.add(event, call);
            } catch (RuntimeException unwritten) {
                throw new UnclassifiedServerFailureException(
                        UNAVAILABLE, "The access could not be audited; send the call again shortly.");
            }
        });
    }

    private static boolean isReading(RequestDetails call) {
        return call.getRestOperationType() != null
                && switch (call.getRestOperationType()) {
                    case READ,
                            VREAD,
                            SEARCH_TYPE,
                            SEARCH_SYSTEM,
                            GET_PAGE,
                            HISTORY_INSTANCE,
                            HISTORY_TYPE,
                            HISTORY_SYSTEM,
                            TRANSACTION,
                            EXTENDED_OPERATION_INSTANCE,
                            EXTENDED_OPERATION_TYPE,
                            EXTENDED_OPERATION_SERVER -> true;
                    default -> false;
                };
    }

    private static void collect(IBaseResource answer, Collection<IBaseResource> into) {
        if (answer instanceof Bundle bundle) {
            bundle.getEntry().forEach(entry -> collect(entry.getResource(), into));
        } else if (answer instanceof Parameters parameters) {
            parameters.getParameter().forEach(parameter -> collect(parameter.getResource(), into));
        } else {
            into.add(answer);
        }
    }

    private static void collect(@Nullable Resource resource, Collection<IBaseResource> into) {
        if (resource != null) {
            collect((IBaseResource) resource, into);
        }
    }
}
