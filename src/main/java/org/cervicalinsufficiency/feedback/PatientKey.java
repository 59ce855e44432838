package org.cervicalinsufficiency.feedback;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The one name under which cards about a patient are kept within a tenant. */
public final class PatientKey {

    private static final int LONGEST = 500;

    private PatientKey() {}

    /**
     * The key for a name.
     *
     * @param name {@code Patient/id} within the tenant, or the absolute address of a patient elsewhere
     * @return the name, or its hash where it is too long for an index
     */
    public static String of(String name) {
        return name.length() <= LONGEST ? name : "sha-256:" + sha256(name);
    }

    /** The SHA-256 of a text in hexadecimal digits. */
    public static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
