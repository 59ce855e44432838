package org.cervicalinsufficiency.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import java.text.ParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The public keys of an issuer that can be used, by their id.
 *
 * @param keys the keys
 */
record KeySet(Map<String, JWK> keys) {

    /** Nobody's keys. */
    static final KeySet NONE = new KeySet(Map.of());

    private static final int MOST = 50;

    /** Copies the keys. */
    KeySet {
        keys = Map.copyOf(keys);
    }

    /** A set that cannot be used as a whole; the sentence holds nothing of the set. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String sentence) {
            super(sentence);
        }
    }

    /**
     * Reads a JSON Web Key Set (RFC 7517). Keys that may not prove anything are left out.
     *
     * @throws Unusable if it is no set, has more keys than allowed, or an id twice, also of keys that are left out
     */
    static KeySet parse(byte[] json) throws Unusable {
        JsonNode written = StrictObject.read(json)
                .map(set -> set.path("keys"))
                .filter(JsonNode::isArray)
                .orElseThrow(() -> new Unusable("it is no JSON object with a list of keys"));
        if (written.size() > MOST) {
            throw new Unusable("it has more than " + MOST + " keys");
        }
        Map<String, JWK> keys = new LinkedHashMap<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode key : written) {
            if (key.path("kid").isTextual() && !ids.add(key.path("kid").textValue())) {
                throw new Unusable("an id of a key stands in it twice");
            }
            parse(key).ifPresent(usable -> keys.put(usable.getKeyID(), usable));
        }
        return new KeySet(keys);
    }

    /** The key with an id. */
    Optional<JWK> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** The set without some keys, told by their thumbprints. */
    KeySet without(Predicate<String> leftOut) {
        return new KeySet(keys.values().stream()
                .filter(key -> !leftOut.test(thumbprint(key)))
                .collect(Collectors.toUnmodifiableMap(JWK::getKeyID, key -> key)));
    }

    /** The same for the same keys, whatever they are called (RFC 7638). */
    Set<String> thumbprints() {
        return keys.values().stream().map(KeySet::thumbprint).collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<JWK> parse(JsonNode key) {
        try {
            return Optional.of(JWK.parse(key.toString()))
                    .filter(parsed -> SigningKeys.problem(parsed).isEmpty());
        } catch (ParseException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static String thumbprint(JWK key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("This Java runtime has no SHA-256.", impossible);
        }
    }
}
