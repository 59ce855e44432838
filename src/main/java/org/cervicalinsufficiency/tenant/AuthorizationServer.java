package org.cervicalinsufficiency.tenant;

import java.util.List;
import java.util.Optional;

/**
 * Who issues the access tokens for {@code /fhir}.
 *
 * @param issuer exact text of the {@code iss} claim
 * @param tokenEndpoint where clients get their tokens, as {@code .well-known/smart-configuration} tells
 * @param jwks its JSON Web Key Set as JSON text, where it is registered itself
 * @param jku address of its key set, where it is fetched
 * @param algorithms signature algorithms that are taken
 */
public record AuthorizationServer(
        String issuer,
        Optional<String> tokenEndpoint,
        Optional<String> jwks,
        Optional<String> jku,
        List<String> algorithms) {

    /** Copies the list. */
    public AuthorizationServer {
        algorithms = List.copyOf(algorithms);
    }
}
