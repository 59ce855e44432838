package org.cervicalinsufficiency.tenant;

import java.util.Set;

/**
 * A system that calls {@code /fhir} with tokens of the authorization server (SMART Backend Services).
 *
 * @param name short name for logs and the audit
 * @param clientId exact text of the token's {@code client_id} claim (or {@code azp}), unique among all tenants
 * @param roles what it may be used for; its scopes narrow that further
 */
public record BackendApp(String name, String clientId, Set<Role> roles) {

    /** Copies the set. */
    public BackendApp {
        roles = Set.copyOf(roles);
    }
}
