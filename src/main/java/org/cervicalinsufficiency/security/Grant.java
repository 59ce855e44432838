package org.cervicalinsufficiency.security;

import java.util.Set;
import org.cervicalinsufficiency.tenant.Role;

/**
 * What a proven client of {@code /fhir} comes with. A role alone gives nothing, and a scope alone gives nothing.
 *
 * @param client short name of the registered app
 * @param roles what the app was registered for
 * @param scopes what its token is for
 */
public record Grant(String client, Set<Role> roles, Scopes scopes) {

    /** Under this name the filter of {@code /fhir} leaves the grant in the attributes of a request. */
    public static final String ATTRIBUTE = "org.cervicalinsufficiency.grant";

    /** Copies the set. */
    public Grant {
        roles = Set.copyOf(roles);
    }
}
