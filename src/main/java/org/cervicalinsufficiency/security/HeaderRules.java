package org.cervicalinsufficiency.security;

import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.CdsClient;

/** What the header of a client's token may hold (CDS Hooks 2.0.1, Trusting CDS Clients; RFC 7515, section 4.1). */
final class HeaderRules {

    private static final int LONGEST_KEY_ID = 256;
    private static final String TYPE = "JWT";

    /** Members by which a token would bring its own key, or ask for what we do not do. */
    private static final List<String> FORBIDDEN = List.of("jwk", "x5u", "x5c", "crit");

    private HeaderRules() {}

    /** Whether the header is one that any client of ours could have written. */
    static boolean shape(SignedToken token) {
        int keyId = token.header("kid").map(String::length).orElse(0);
        return keyId >= 1
                && keyId <= LONGEST_KEY_ID
                && token.header("typ").filter(TYPE::equalsIgnoreCase).isPresent()
                && token.header("alg").isPresent()
                && FORBIDDEN.stream().noneMatch(token.header()::has);
    }

    /** What the record of the client refuses. */
    static Optional<Refusal> of(SignedToken token, CdsClient client) {
        if (token.header("alg").filter(client.algorithms()::contains).isEmpty()) {
            return Optional.of(Refusal.ALGORITHM);
        }
        boolean listed = !token.header().has("jku")
                || token.header("jku").filter(client.jku()::contains).isPresent();
        return listed ? Optional.empty() : Optional.of(Refusal.KEY_ADDRESS);
    }
}
