package org.cervicalinsufficiency.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;

/** Checks a signature with a key that the record of the client has; nothing of the token chooses the key but its id. */
final class SignatureCheck {

    private SignatureCheck() {}

    /** Whether the signature was made with the private half of the key, by the algorithm of the header. */
    static boolean holds(SignedToken token, JWK key) {
        JWSAlgorithm algorithm = new JWSAlgorithm(token.header("alg").orElse(""));
        if (!SigningKeys.fits(key, algorithm)) {
            return false;
        }
        try {
            JWSVerifier verifier = key instanceof ECKey ec ? new ECDSAVerifier(ec) : new RSASSAVerifier((RSAKey) key);
            return verifier.verify(new JWSHeader(algorithm), token.signedBytes(), token.signature());
        } catch (JOSEException unusable) {
            return false;
        }
    }
}
