package org.cervicalinsufficiency.tenant;

import java.util.Locale;
import java.util.Set;

/** Public test clients. Their private keys can be read by everybody, so a token of theirs proves nothing. */
public final class TestClients {

    /** The sandbox of CDS Hooks, and the public server of the Inferno test kit for the Da Vinci guide. */
    private static final Set<String> ADDRESSES =
            Set.of("https://sandbox.cds-hooks.org", "https://inferno.healthit.gov/suites/custom/crd_server");

    /** RFC 7638: the key of the sandbox, and the two of the test kit. */
    private static final Set<String> KEYS = Set.of(
            "s9fOe-KDYD1myZ8YCzleUqJQgrYZL49kVijBxhnZvZc",
            "RBFgQFFUIf4hfG8iUUZrf3vFZ_V2r3YRGPx9nKJXk5M",
            "Q7fgcIzqt0bVAKsWaw_FyUFSDDpOTfsGdGtjJmAnzFY");

    private static final Set<String> IDS = Set.of(
            "44823f3d-0b01-4a6c-a80e-b9d3e8a7226f",
            "4b49a739d1eb115b3225f4cf9beb6d1b",
            "b41528b6f37a9500edb8a905a595bdd7");

    private TestClients() {}

    /** Whether an issuer, or an address of keys, is theirs. */
    static boolean isAddress(String text) {
        String address = text.toLowerCase(Locale.ROOT);
        return ADDRESSES.stream()
                .anyMatch(theirs ->
                        address.equals(theirs) || address.startsWith(theirs + "/") || address.startsWith(theirs + ":"));
    }

    /** Whether a key is theirs, whatever it is called, by its thumbprint (RFC 7638). */
    public static boolean isKey(String thumbprint) {
        return KEYS.contains(thumbprint);
    }

    /** Whether a key is called like theirs. */
    static boolean isKeyId(String id) {
        return IDS.contains(id);
    }
}
