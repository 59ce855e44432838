package org.cervicalinsufficiency;

import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.feedback.ReportAccess;
import org.cervicalinsufficiency.security.AccessToken;
import org.cervicalinsufficiency.security.AccessTokens;
import org.cervicalinsufficiency.tenant.CurrentTenants;
import org.cervicalinsufficiency.tenant.Role;
import org.cervicalinsufficiency.tenant.Tenants;
import org.cervicalinsufficiency.tenant.Tenants.TenantApp;

/**
 * Lets a tenant's system with the role operator read the report on that tenant's cards, and the one on refused calls of
 * nobody. It shows the same token as for {@code /fhir}; no scope covers a report, which holds counts and nobody's data.
 */
final class OperatorReports implements ReportAccess {

    private final CurrentTenants tenants;
    private final AccessTokens tokens;

    OperatorReports(CurrentTenants tenants, AccessTokens tokens) {
        this.tenants = tenants;
        this.tokens = tokens;
    }

    @Override
    public Verdict of(Optional<String> authorization) {
        Tenants now = tenants.get();
        Optional<TenantApp> caller = now.authorizationServer()
                .flatMap(server -> tokens.check(authorization.map(List::of).orElse(List.of()), server))
                .map(AccessToken::clientId)
                .flatMap(now::app);
        if (caller.isEmpty()) {
            return Verdict.nothing(Kind.UNKNOWN_CALLER);
        }
        return caller.get().app().roles().contains(Role.OPERATOR)
                ? Verdict.only(caller.get().tenant().id())
                : Verdict.refused(caller.get().tenant().id(), caller.get().app().name());
    }
}
