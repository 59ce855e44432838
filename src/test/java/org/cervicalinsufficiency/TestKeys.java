package org.cervicalinsufficiency;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

/** Key pairs of the clients of {@link SecureTenants}, made anew in every test run. */
public final class TestKeys {

    /** ES384, of client alpha. */
    public static final ECKey ALPHA = ec(Curve.P_384, "alpha-key");
    /** ES384, of client beta. */
    public static final ECKey BETA = ec(Curve.P_384, "beta-key");
    /** RS384, of client epicish, with an id in base64 as Epic writes it. */
    public static final RSAKey EPICISH = rsa("n/Ng+Vd8x0Kc3q2nIr5Fq1JH+Ck=");
    /** ES384, of the authorization server of {@code /fhir}. */
    public static final ECKey SERVER = ec(Curve.P_384, "server-key");
    /** ES384, of nobody registered. */
    public static final ECKey STRANGER = ec(Curve.P_384, "stranger-key");

    private TestKeys() {}

    /** A new elliptic curve key. */
    public static ECKey ec(Curve curve, String id) {
        try {
            return new ECKeyGenerator(curve).keyID(id).keyUse(KeyUse.SIGNATURE).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A new RSA key. */
    public static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The public half as a key set of one key. */
    public static String jwks(JWK key) {
        return "{\"keys\": [" + key.toPublicJWK().toJSONString() + "]}";
    }
}
