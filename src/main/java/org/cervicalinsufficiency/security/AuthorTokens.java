package org.cervicalinsufficiency.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Admits whoever sends a token whose SHA-256 the operator has put into the configuration. The server never knows the
 * token itself, and no hash means no author.
 */
public final class AuthorTokens implements AuthorPermission {

    /** Where the operator writes the hashes. */
    public static final String SETTING = "screening.authoring.token-sha256";

    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");
    private static final String SCHEME = "bearer ";
    private static final int LONGEST_TOKEN = 8192;

    private final List<byte[]> hashes;

    /**
     * @param hashes SHA-256 of each admitted token, in hexadecimal digits
     * @throws IllegalArgumentException if one is anything else; the sentence does not repeat it, it could be a token
     */
    public AuthorTokens(List<String> hashes) {
        this.hashes = hashes.stream().map(AuthorTokens::parse).toList();
    }

    private static byte[] parse(String hash) {
        if (!HASH.matcher(hash.strip()).matches()) {
            throw new IllegalArgumentException(SETTING + " holds a value that is not 64 hexadecimal digits; write the"
                    + " SHA-256 of the token there, as \"printf %s TOKEN | sha256sum\" prints it.");
        }
        return HexFormat.of().parseHex(hash.strip().toLowerCase(Locale.ROOT));
    }

    @Override
    public Optional<String> refusal(List<String> authorization) {
        String remedy =
                "send the header \"Authorization: Bearer TOKEN\" with a token whose SHA-256 the operator of this"
                        + " server has put into " + SETTING;
        if (hashes.isEmpty()) {
            return Optional.of(
                    "this server admits no author; the operator admits one with " + SETTING + ", then " + remedy + ".");
        }
        if (authorization.size() != 1 || !isBearer(authorization.get(0))) {
            return Optional.of("no author's token came with the call; " + remedy + ".");
        }
        return isAdmitted(authorization.get(0).substring(SCHEME.length()).strip())
                ? Optional.empty()
                : Optional.of("the token is not one of an author; " + remedy + ".");
    }

    private static boolean isBearer(String authorization) {
        return authorization.length() <= LONGEST_TOKEN
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** Compares with all of them, each in constant time. */
    private boolean isAdmitted(String token) {
        byte[] given = sha256(token);
        boolean admitted = false;
        for (byte[] hash : hashes) {
            admitted |= MessageDigest.isEqual(hash, given);
        }
        return admitted;
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This Java runtime has no SHA-256.", missing);
        }
    }
}
