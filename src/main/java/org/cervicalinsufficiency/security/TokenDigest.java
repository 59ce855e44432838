package org.cervicalinsufficiency.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Stands for a token where it may not be stored itself. */
public final class TokenDigest {

    private TokenDigest() {}

    /** SHA-256 of issuer and id, in hexadecimal digits; the length in between keeps the two apart. */
    public static String of(String issuer, String id) {
        try {
            String both = issuer.length() + ":" + issuer + id;
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(both.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This Java runtime has no SHA-256.", missing);
        }
    }
}
