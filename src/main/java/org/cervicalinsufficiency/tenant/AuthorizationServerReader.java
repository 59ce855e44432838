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
        Optional<String> endpoint = section.text("token-endpoint");
        endpoint.ifPresent(address -> Values.address(section, "token-endpoint", address, rules.development()));
        List<String> algorithms = keys.algorithms(section);
        Optional<String> jwks = keys.jwks(section, algorithms);
        Optional<String> jku = section.text("jku");
        jku.ifPresent(address -> Values.address(section, "jku", address, rules.development()));
        if (!section.has("jwks") && jku.isEmpty()) {
            section.refuse("jwks", "is missing", "register the server's key set here, or its address under jku");
        }
        return new AuthorizationServer(issuer, endpoint, jwks, jku, algorithms);
    }
}
