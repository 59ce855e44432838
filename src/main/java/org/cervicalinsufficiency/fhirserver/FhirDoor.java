package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cervicalinsufficiency.security.Access;
import org.cervicalinsufficiency.security.Act;
import org.cervicalinsufficiency.security.Decision;
import org.cervicalinsufficiency.security.Grant;
import org.cervicalinsufficiency.security.Right;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;

/**
 * Asks, before anything is done, whether the caller may do it: each interaction, each operation, and each entry of a batch
 * or transaction on its own. What is not known here is refused.
 */
@Interceptor
public final class FhirDoor {

    /** Before everything else that looks at a call. */
    private static final int FIRST = -2_000;

    /** What is said to whom nothing is granted. */
    static final String NOTHING = "This server does not do that for anybody.";

    /** Left with a request whose operation was allowed: what it reads for itself is its own affair. */
    static final String IN_OPERATION = FhirDoor.class.getName() + ".operation";

    private static final Map<RestOperationTypeEnum, Act> ACTS = Map.of(
            RestOperationTypeEnum.READ, Act.READ,
            RestOperationTypeEnum.VREAD, Act.VREAD,
            RestOperationTypeEnum.HISTORY_INSTANCE, Act.HISTORY_INSTANCE,
            RestOperationTypeEnum.HISTORY_TYPE, Act.HISTORY_TYPE,
            RestOperationTypeEnum.SEARCH_TYPE, Act.SEARCH);

    private static final Set<RestOperationTypeEnum> OPERATIONS = Set.of(
            RestOperationTypeEnum.EXTENDED_OPERATION_SERVER,
            RestOperationTypeEnum.EXTENDED_OPERATION_TYPE,
            RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE);

    /** Let in, because each entry and each resource that goes out is looked at. */
    private static final Set<RestOperationTypeEnum> LATER =
            Set.of(RestOperationTypeEnum.METADATA, RestOperationTypeEnum.TRANSACTION, RestOperationTypeEnum.GET_PAGE);

    private final Access access;
    private final CurrentTenants tenants;

    FhirDoor(Access access, CurrentTenants tenants) {
        this.access = access;
        this.tenants = tenants;
    }

    /** HAPI's hook before a call is handled; also the reads of a transaction come by. */
    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED, order = FIRST)
    public void handled(ServletRequestDetails call, RestOperationTypeEnum operation) {
        Optional<Grant> grant = grantOf(call);
        if (grant.isEmpty()) {
            if (!FhirAccessFilter.isOpen(tenants.get()) && operation != RestOperationTypeEnum.METADATA) {
                throw AuthoringOutcome.forbidden(NOTHING);
            }
            return;
        }
        if (LATER.contains(operation)) {
            return;
        }
        String type = call.getResourceName() == null ? "" : call.getResourceName();
        if (OPERATIONS.contains(operation)) {
            require(access.operation(grant.get(), type, String.valueOf(call.getOperation())));
            call.getServletRequest().setAttribute(IN_OPERATION, true);
            return;
        }
        Optional<Act> act = act(call, operation);
        if (act.isEmpty() || type.isEmpty()) {
            throw AuthoringOutcome.forbidden(NOTHING);
        }
        require(access.decide(grant.get(), act.get(), type));
        reach(grant.get(), names(call));
        if (act.get() == Act.CONDITIONAL_CREATE) {
            reachOfQuery(grant.get(), call.getHeader("If-None-Exist").replaceFirst("^[^?]*\\?", ""));
        }
        hideWhatMayNotBeRead(call, grant.get(), List.of(type));
    }

    /** HAPI's hook for a transaction as a whole, and for each entry of a batch; one without a type counts as a transaction. */
    @Hook(value = Pointcut.STORAGE_TRANSACTION_PROCESSING, order = FIRST)
    public void bundle(IBaseBundle sent, RequestDetails call) {
        Optional<Grant> grant = grantOf(call);
        if (grant.isEmpty() || !(sent instanceof Bundle bundle) || bundle.getType() == BundleType.BATCH) {
            return;
        }
        List<String> written = new ArrayList<>();
        for (BundleEntryComponent entry : bundle.getEntry()) {
            EntryAct asked = EntryAct.of(entry).orElseThrow(() -> AuthoringOutcome.forbidden(NOTHING));
            if (asked.act().isPresent()) {
                require(access.decide(grant.get(), asked.act().get(), asked.type()));
                reachOfQuery(grant.get(), asked.query());
                written.add(asked.type());
            } else {
                require(access.operation(grant.get(), asked.type(), asked.operation()));
            }
        }
        hideWhatMayNotBeRead(call, grant.get(), written);
    }

    /** What a caller is granted; empty for calls of the server itself, and where nobody has to prove anything. */
    static Optional<Grant> grantOf(RequestDetails call) {
        return TenantStores.attribute(call, Grant.ATTRIBUTE, Grant.class);
    }

    private static Optional<Act> act(ServletRequestDetails call, RestOperationTypeEnum operation) {
        boolean one = call.getId() != null && call.getId().hasIdPart();
        return switch (operation) {
            case CREATE -> Optional.of(call.getHeader("If-None-Exist") == null ? Act.CREATE : Act.CONDITIONAL_CREATE);
            case UPDATE -> Optional.of(one ? Act.UPDATE : Act.CONDITIONAL_UPDATE);
            case PATCH -> Optional.of(one ? Act.PATCH : Act.CONDITIONAL_PATCH);
            case DELETE -> Optional.of(one ? Act.DELETE : Act.CONDITIONAL_DELETE);
            default -> Optional.ofNullable(ACTS.get(operation));
        };
    }

    private static List<String> names(RequestDetails call) {
        List<String> names = new ArrayList<>(call.getParameters().keySet());
        Stream.of(call.getParameters().getOrDefault("_sort", new String[0]))
                .flatMap(sorts -> Stream.of(sorts.split(",")))
                .map(sort -> sort.replaceFirst("^-", ""))
                .forEach(names::add);
        return names;
    }

    private void reach(Grant grant, List<String> names) {
        try {
            search(grant, SearchReach.ofNames(names));
        } catch (SearchReach.Untyped untyped) {
            throw untyped();
        }
    }

    private void reachOfQuery(Grant grant, String query) {
        try {
            search(grant, SearchReach.of(query));
        } catch (SearchReach.Untyped untyped) {
            throw untyped();
        }
    }

    private void search(Grant grant, Set<String> types) {
        types.forEach(type -> require(access.decide(grant, Act.SEARCH, type)));
    }

    private static RuntimeException untyped() {
        return AuthoringOutcome.forbidden(
                "A chained search must name the type it leads to, as in subject:Patient.identifier.");
    }

    /** A write that meets something already stored would show it; who may not read it is told the bare result. */
    private void hideWhatMayNotBeRead(RequestDetails call, Grant grant, List<String> types) {
        boolean mayRead = types.stream()
                .allMatch(type -> access.decide(grant, Right.READ, type).allowed()
                        || access.decide(grant, Right.SEARCH, type).allowed());
        if (!mayRead) {
            call.setHeaders("Prefer", List.of("return=minimal"));
        }
    }

    private static void require(Decision decision) {
        if (!decision.allowed()) {
            throw AuthoringOutcome.forbidden(decision.why());
        }
    }
}
