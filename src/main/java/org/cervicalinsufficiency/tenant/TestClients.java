package org.cervicalinsufficiency.tenant;

import java.util.Set;

/** Public test clients. Their private keys can be read by everybody, so a token of theirs proves nothing. */
final class TestClients {

    private static final Set<String> ISSUERS = Set.of("https://sandbox.cds-hooks.org");
    private static final Set<String> KEYS = Set.of("44823f3d-0b01-4a6c-a80e-b9d3e8a7226f");

    private TestClients() {}

    /** Whether an issuer, or the host of an address, is theirs. */
    static boolean isIssuer(String text) {
        return ISSUERS.stream().anyMatch(issuer -> text.equals(issuer) || text.startsWith(issuer + "/"));
    }

    /** Whether a key is theirs, by its id. */
    static boolean isKey(String id) {
        return KEYS.contains(id);
    }
}
