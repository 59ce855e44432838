package org.cervicalinsufficiency.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JSON Web Token in its compact form, taken apart and not believed yet.
 *
 * @param header its header
 * @param claims its claims
 * @param signed what the signature is over
 * @param signature the signature
 */
record SignedToken(ObjectNode header, ObjectNode claims, String signed, Base64URL signature) {

    private static final int LONGEST = 8 * 1024;
    private static final Pattern BEARER = Pattern.compile("[Bb][Ee][Aa][Rr][Ee][Rr] +([^ ,\t]+) *");
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-]+");
    private static final int PARTS = 3;

    /** The token of the one header {@code Authorization: Bearer …} (RFC 6750); empty if there is no such thing. */
    static Optional<SignedToken> ofHeader(List<String> authorization) {
        if (authorization.size() != 1 || authorization.get(0).length() > LONGEST + "Bearer ".length()) {
            return Optional.empty();
        }
        var bearer = BEARER.matcher(authorization.get(0));
        return bearer.matches() ? parse(bearer.group(1)) : Optional.empty();
    }

    /** The parts of a token; empty if it is none (RFC 7515, section 3.1). */
    static Optional<SignedToken> parse(String token) {
        String[] parts = token.split("\\.", -1);
        if (token.length() > LONGEST || parts.length != PARTS) {
            return Optional.empty();
        }
        return decode(parts[0])
                .flatMap(StrictObject::read)
                .flatMap(header -> decode(parts[1])
                        .flatMap(StrictObject::read)
                        .flatMap(claims -> decode(parts[2])
                                .map(signature -> new SignedToken(
                                        header, claims, parts[0] + "." + parts[1], Base64URL.encode(signature)))));
    }

    /** A text of the header; empty if it is not there or something else. */
    Optional<String> header(String name) {
        return text(header.path(name));
    }

    /** A text of the claims; empty if it is not there or something else. */
    Optional<String> claim(String name) {
        return text(claims.path(name));
    }

    /** What the signature is over, as bytes. */
    byte[] signedBytes() {
        return signed.getBytes(StandardCharsets.US_ASCII);
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }

    /** Only the one spelling that an encoder writes: no padding, no spare bits. */
    private static Optional<byte[]> decode(String part) {
        if (!PART.matcher(part).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            boolean canonical = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(part);
            return canonical ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }
}
