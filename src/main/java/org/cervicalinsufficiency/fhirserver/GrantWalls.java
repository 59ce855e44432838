package org.cervicalinsufficiency.fhirserver;

import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationFlagsEnum;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor;
import ca.uhn.fhir.rest.server.interceptor.auth.IAuthRule;
import ca.uhn.fhir.rest.server.interceptor.auth.IRuleApplier;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.cervicalinsufficiency.security.Access;
import org.cervicalinsufficiency.security.Decision;
import org.cervicalinsufficiency.security.Grant;
import org.cervicalinsufficiency.security.Right;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;

/**
 * The second wall behind {@link FhirDoor}: each resource that a client writes is asked about again when the store takes it,
 * in whatever way it came there, and each stored resource before it is shown: hits, includes, pages, histories, and what
 * operations read. HAPI's policy where no rule speaks is to deny.
 */
final class GrantWalls extends AuthorizationInterceptor {

    private static final Map<Pointcut, Right> WRITES = Map.of(
            Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED, Right.CREATE,
            Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED, Right.UPDATE,
            Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED, Right.DELETE,
            Pointcut.STORAGE_CASCADE_DELETE, Right.DELETE);

    private static final Set<Pointcut> BULK =
            Set.of(Pointcut.STORAGE_INITIATE_BULK_EXPORT, Pointcut.STORAGE_PRE_DELETE_EXPUNGE);

    /** Where nobody has to prove anything, only the bulk functions stay closed. */
    private static final IAuthRule OPEN = new Same("open", (operation, pointcut) -> !BULK.contains(pointcut));

    /** The description of the server is for everybody. */
    private static final IAuthRule DESCRIBED =
            new Same("described", (operation, pointcut) -> operation == RestOperationTypeEnum.METADATA);

    private static final String OWN_IDS =
            "Ids are given by this server: create with POST, and make the call repeatable by an identifier.";

    private final Access access;
    private final CurrentTenants tenants;

    GrantWalls(Access access, CurrentTenants tenants) {
        super(PolicyEnum.DENY);
        this.access = access;
        this.tenants = tenants;
    }

    @Override
    public List<IAuthRule> buildRuleList(RequestDetails call) {
        Optional<Grant> grant = FhirDoor.grantOf(call);
        if (grant.isPresent()) {
            return List.of(new Granted(grant.get()));
        }
        return List.of(FhirAccessFilter.isOpen(tenants.get()) ? OPEN : DESCRIBED);
    }

    /**
     * Ids are unique in the whole store, not in a tenant's part of it: one that a client chose could be taken by another
     * tenant, and the answer would tell.
     */
    private static boolean hasIdOfClient(IBaseResource created) {
        return created.getIdElement().hasIdPart() && !Access.isShared(created.fhirType());
    }

    /** What the grant of a call allows. */
    private final class Granted implements IAuthRule {

        private final Grant grant;

        Granted(Grant grant) {
            this.grant = grant;
        }

        @Override
        public Verdict applyRule(
                RestOperationTypeEnum operation,
                RequestDetails call,
                @Nullable IBaseResource input,
                @Nullable IIdType inputId,
                @Nullable IBaseResource output,
                IRuleApplier applier,
                Set<AuthorizationFlagsEnum> flags,
                Pointcut pointcut) {
            Right right = WRITES.get(pointcut);
            if (right == Right.CREATE && input != null && hasIdOfClient(input)) {
                throw AuthoringOutcome.forbidden(OWN_IDS);
            }
            if (right != null && input != null) {
                return verdict(access.decide(grant, right, input.fhirType()), this);
            }
            if (output != null && pointcut == Pointcut.STORAGE_PRESHOW_RESOURCES) {
                boolean operating = TenantStores.attribute(call, FhirDoor.IN_OPERATION, Boolean.class)
                        .orElse(false);
                return verdict(
                        operating
                                ? access.showInOperation(grant, output.fhirType())
                                : access.show(grant, output.fhirType()),
                        this);
            }
            boolean asked = pointcut == Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED
                    || pointcut == Pointcut.SERVER_OUTGOING_RESPONSE;
            return new Verdict(asked ? PolicyEnum.ALLOW : PolicyEnum.DENY, this);
        }

        @Override
        public String getName() {
            return "grant";
        }
    }

    /** A rule that is the same for everybody. */
    private record Same(String name, BiPredicate<RestOperationTypeEnum, Pointcut> allows) implements IAuthRule {

        @Override
        public Verdict applyRule(
                RestOperationTypeEnum operation,
                RequestDetails call,
                @Nullable IBaseResource input,
                @Nullable IIdType inputId,
                @Nullable IBaseResource output,
                IRuleApplier applier,
                Set<AuthorizationFlagsEnum> flags,
                Pointcut pointcut) {
            return new Verdict(allows.test(operation, pointcut) ? PolicyEnum.ALLOW : PolicyEnum.DENY, this);
        }

        @Override
        public String getName() {
            return name;
        }
    }

    private static AuthorizationInterceptor.Verdict verdict(Decision decision, IAuthRule rule) {
        if (!decision.allowed()) {
            throw AuthoringOutcome.forbidden(decision.why());
        }
        return new Verdict(PolicyEnum.ALLOW, rule);
    }

    @Override
    protected void handleDeny(RequestDetails call, Verdict decision) {
        throw AuthoringOutcome.forbidden(FhirDoor.NOTHING);
    }
}
