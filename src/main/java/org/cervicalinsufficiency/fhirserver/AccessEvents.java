package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.storage.interceptor.balp.BalpConstants;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Reference;

/**
 * Makes AuditEvents of calls to the FHIR interface. Of a search it keeps the names of the parameters, and the values of
 * those that are references; a name or birth date that somebody looked for is no reference.
 */
final class AccessEvents {

    private static final String PATIENT = "Patient";
    private static final Set<String> REFERENCES =
            Set.of("_id", "patient", "subject", "patient:Patient", "subject:Patient", "encounter");

    /** Of this server, or with the address of the server that has it; ids may be as long as EHRs make them. */
    private static final String ONE = "((https?://[A-Za-z0-9.:-]{1,255}(/[A-Za-z0-9._~-]{1,64}){0,8}/)?"
            + "[A-Z][A-Za-z]{1,40}/)?(?!\\.+(,|$))[A-Za-z0-9.-]{1,255}";

    private static final Pattern REFERENCE = Pattern.compile(ONE + "(," + ONE + ")*");

    private final FhirContext fhir;
    private final Clock clock;

    AccessEvents(FhirContext fhir, Clock clock) {
        this.fhir = fhir;
        this.clock = clock;
    }

    /** A resource was written. */
    AuditEvent written(
            ServletRequestDetails call, String interaction, AuditEventAction action, IBaseResource resource) {
        AuditEvent event = event(call, interaction, action);
        owners(List.of(resource)).forEach(owner -> AuditParts.patient(event, AuditParts.named(owner)));
        data(event, resource.getIdElement());
        return event;
    }

    /** Resources were given out; empty where none of them is of a type about patients and none could have been. */
    Optional<AuditEvent> given(ServletRequestDetails call, Collection<IBaseResource> resources) {
        Set<String> owners = owners(resources);
        RestOperationTypeEnum operation = call.getRestOperationType();
        boolean search = operation == RestOperationTypeEnum.SEARCH_TYPE;
        boolean about = resources.stream().anyMatch(resource -> isAboutPatients(resource.fhirType()));
        if (!about && !(search && isAboutPatients(call.getResourceName()))) {
            return Optional.empty();
        }
        AuditEvent event = event(
                call,
                interaction(call),
                operation == RestOperationTypeEnum.READ || operation == RestOperationTypeEnum.VREAD
                        ? AuditEventAction.R
                        : AuditEventAction.E);
        owners.forEach(owner -> AuditParts.patient(event, AuditParts.named(owner)));
        if (call.getId() != null) {
            data(event, call.getId());
        }
        if (search) {
            AuditEventEntityComponent query = AuditParts.object(event, BalpConstants.CS_OBJECT_ROLE_24_QUERY, "Query");
            query.setQuery(query(call).getBytes(StandardCharsets.UTF_8));
        } else if (call.getOperation() != null) {
            AuditParts.object(event, AuditParts.ROLE_JOB, "Job").setName(call.getOperation());
        }
        return Optional.of(event);
    }

    private AuditEvent event(ServletRequestDetails call, String interaction, AuditEventAction action) {
        AuditEvent event = AuditParts.event(interaction, action, clock.instant());
        event.setOutcome(AuditEventOutcome._0);
        AuditParts.caller(event, call);
        return event;
    }

    /** What was asked for, as a code of FHIR's interactions. */
    static String interaction(RequestDetails call) {
        RestOperationTypeEnum operation = call.getRestOperationType();
        return switch (operation == null ? RestOperationTypeEnum.EXTENDED_OPERATION_SERVER : operation) {
            case GET_PAGE -> RestOperationTypeEnum.SEARCH_TYPE.getCode();
            case EXTENDED_OPERATION_INSTANCE, EXTENDED_OPERATION_TYPE, EXTENDED_OPERATION_SERVER -> "operation";
            default -> call.getRestOperationType().getCode();
        };
    }

    private static void data(AuditEvent event, IIdType id) {
        AuditParts.object(
                        event,
                        BalpConstants.CS_OBJECT_ROLE_4_DOMAIN_RESOURCE,
                        BalpConstants.CS_OBJECT_ROLE_4_DOMAIN_RESOURCE_DISPLAY)
                .setWhat(AuditParts.named(id.toUnqualified().getValue()));
    }

    /**
     * The patients in whose compartment these are, as the references say it: one of an EHR with its address. Who is told
     * by an identifier only is not named; the event names what was read.
     */
    private Set<String> owners(Collection<IBaseResource> resources) {
        Set<String> owners = new TreeSet<>();
        for (IBaseResource resource : resources) {
            if (resource.fhirType().equals(PATIENT)) {
                owners.add(resource.getIdElement().toUnqualifiedVersionless().getValue());
            } else if (!SupportedResources.names().contains(resource.fhirType())) {
                // A proposal that an operation made up: HAPI knows compartments of what it stores only.
                Reference subject = fhir.newTerser().getSingleValueOrNull(resource, "subject", Reference.class);
                owners.add(subject == null ? "" : String.valueOf(subject.getReference()));
            } else if (isAboutPatients(resource.fhirType())) {
                fhir.newTerser()
                        .getCompartmentReferencesForResource(PATIENT, resource, Set.of())
                        .map(IBaseReference::getReferenceElement)
                        .filter(id -> PATIENT.equals(id.getResourceType()))
                        .map(id -> id.toVersionless().getValue())
                        .forEach(owners::add);
            }
        }
        owners.removeIf(owner -> owner == null || owner.isBlank());
        return owners;
    }

    private boolean isAboutPatients(String type) {
        return type != null
                && (type.equals(PATIENT)
                        || !fhir.getResourceDefinition(type)
                                .getSearchParamsForCompartmentName(PATIENT)
                                .isEmpty());
    }

    private static String query(ServletRequestDetails call) {
        return call.getParameters().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(parameter -> Stream.of(parameter.getValue())
                        .map(value -> parameter.getKey() + (isReference(parameter.getKey(), value) ? "=" + value : "")))
                .collect(Collectors.joining("&", call.getResourceName() + "?", ""));
    }

    private static boolean isReference(String name, String value) {
        return REFERENCES.contains(name) && REFERENCE.matcher(value).matches();
    }
}
