package org.cervicalinsufficiency.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cervicalinsufficiency.tenant.KeyCheck;

/**
 * Which keys and algorithms may prove who calls: public keys of asymmetric algorithms only. Anything else is refused when
 * it is loaded, so that no token can ever choose it.
 */
public final class SigningKeys implements KeyCheck {

    private static final List<String> USUAL = List.of("ES384", "RS384");
    private static final Map<String, Curve> CURVES = Map.of("ES384", Curve.P_384, "ES256", Curve.P_256);
    private static final Set<String> RSA = Set.of("RS384", "RS256", "PS384");
    private static final int LEAST_RSA_BITS = 2048;
    private static final int LONGEST_ID = 256;

    @Override
    public List<String> algorithms() {
        return Stream.concat(CURVES.keySet().stream(), RSA.stream()).sorted().toList();
    }

    @Override
    public List<String> usualAlgorithms() {
        return USUAL;
    }

    @Override
    public Verdict examine(String jwk) {
        try {
            JWK key = JWK.parse(jwk);
            Optional<String> problem = problem(key);
            return problem.isPresent()
                    ? Verdict.refused(problem.get())
                    : new Verdict(
                            Optional.empty(),
                            key.getKeyID(),
                            key.computeThumbprint().toString(),
                            algorithmsOf(key));
        } catch (ParseException | JOSEException | IllegalArgumentException broken) {
            return Verdict.refused("is no public key - write it as its owner published it (RFC 7517)");
        }
    }

    /** Whether a key may check signatures of an algorithm. */
    static boolean fits(JWK key, JWSAlgorithm algorithm) {
        return algorithmsOf(key).contains(algorithm.getName());
    }

    /** Why a key may not be used at all; what a key says about its own use counts. */
    static Optional<String> problem(JWK key) {
        if (key.isPrivate()) {
            return Optional.of("holds a private or secret key - remove it here and let its owner make a new one");
        }
        String id = key.getKeyID();
        if (id == null || id.isEmpty() || id.length() > LONGEST_ID) {
            return Optional.of("has no kid of 1 to 256 characters - give the key an id");
        }
        if (key instanceof RSAKey rsa && rsa.size() < LEAST_RSA_BITS) {
            return Optional.of("is an RSA key below 2048 bits - let its owner make a longer one");
        }
        if (algorithmsOf(key).isEmpty()) {
            return Optional.of("fits no algorithm that may be used - write a P-384, P-256 or RSA key for signatures");
        }
        return Optional.empty();
    }

    private static List<String> algorithmsOf(JWK key) {
        boolean forSignatures = (key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()))
                && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY));
        if (!forSignatures) {
            return List.of();
        }
        Stream<String> byKind = Stream.empty();
        if (key instanceof ECKey ec) {
            byKind = CURVES.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(ec.getCurve()))
                    .map(Map.Entry::getKey);
        } else if (key instanceof RSAKey) {
            byKind = RSA.stream();
        }
        return byKind.filter(name -> key.getAlgorithm() == null
                        || key.getAlgorithm().getName().equals(name))
                .sorted()
                .toList();
    }
}
