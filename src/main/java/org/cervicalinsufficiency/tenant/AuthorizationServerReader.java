package org.cervicalinsufficiency.tenant;

import java.util.List;
import java.util.Optional;

/** Reads who issues tokens for {@code /fhir}. */
final class AuthorizationServerReader {

    private static final List<String> KEYS = List.of("issuer", "token-endpoint", "jwks", "jku", "algorithms");

    private final TenantRules rules;
    private final KeyReader keys;
    private final Uniqueness once;

    AuthorizationServerReader(TenantRules rules, Uniqueness once) {
        this.rules = rules;
        this.once = once;
        this.keys = new KeyReader(rules, once);
    }

    /** The server, as far as it could be read. */
    AuthorizationServer read(Section section) {
        section.knowing(KEYS);
        String issuer = section.required("issuer", "write the exact text of the iss claim of its tokens");
        once.once("issuer", issuer, section, "issuer", "use it for nothing else");
        if (!rules.development() && TestClients.isAddress(issuer)) {
            section.refuse("issuer", "is a test client whose private key is public", "remove it outside development");
        }
        Optional<String> endpoint = section.text("token-endpoint");
        endpoint.ifPresent(address -> Values.address(section, "token-endpoint", address, rules.development()));
        Optional<String> jku = section.text("jku");
        KeyReader.Keys signing = keys.read(section, jku.stream().toList(), "server");
        return new AuthorizationServer(issuer, endpoint, signing.jwks(), jku, signing.algorithms());
    }
}
