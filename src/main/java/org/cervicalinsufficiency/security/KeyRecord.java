package org.cervicalinsufficiency.security;

import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.AuthorizationServer;
import org.cervicalinsufficiency.tenant.CdsClient;

/**
 * Where the keys of an issuer come from, as it was registered.
 *
 * @param issuer who signs
 * @param jwks its key set, if it was handed over
 * @param jku addresses its key sets are fetched from, if it was not
 */
record KeyRecord(String issuer, Optional<String> jwks, List<String> jku) {

    /** Copies the list. */
    KeyRecord {
        jku = List.copyOf(jku);
    }

    /** Of a client of the hooks. */
    static KeyRecord of(CdsClient client) {
        return of(client.issuer(), client.jwks(), client.jku());
    }

    /** Of the server that issues tokens for {@code /fhir}. */
    static KeyRecord of(AuthorizationServer server) {
        return of(server.issuer(), server.jwks(), server.jku().stream().toList());
    }

    /** Only the address that a token names, if it names one of these. */
    KeyRecord named(Optional<String> address) {
        return address.filter(jku::contains)
                .map(only -> new KeyRecord(issuer, jwks, List.of(only)))
                .orElse(this);
    }

    private static KeyRecord of(String issuer, Optional<String> jwks, List<String> jku) {
        return new KeyRecord(issuer, jwks, jwks.isPresent() ? List.of() : jku);
    }
}
