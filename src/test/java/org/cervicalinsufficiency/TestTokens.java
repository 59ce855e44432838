package org.cervicalinsufficiency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tokens of the clients of {@link SecureTenants}. Begin with a good one, spoil what the test is about, sign:
 * {@code TestTokens.alpha("/cds-services/x").claim("exp", 1).sign()}. Times are of the machine's clock.
 */
public final class TestTokens {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> header = new LinkedHashMap<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();
    private JWK key;

    private TestTokens(JWK key, String algorithm) {
        this.key = key;
        header.put("alg", algorithm);
        header.put("kid", key.getKeyID());
        header.put("typ", "JWT");
    }

    /** A good token of client alpha for a path below the base, for example {@code /cds-services}. */
    public static TestTokens alpha(String path) {
        return client(TestKeys.ALPHA, SecureTenants.ALPHA_ISSUER, path);
    }

    /** A good token of client beta. */
    public static TestTokens beta(String path) {
        return client(TestKeys.BETA, SecureTenants.BETA_ISSUER, path);
    }

    /** A good token of client epicish: RS384, 900 s, {@code nbf} 300 s ago, a subject. */
    public static TestTokens epicish(String path) {
        long now = now();
        return new TestTokens(TestKeys.EPICISH, "RS384")
                .claim("iss", SecureTenants.EPICISH_ISSUER)
                .claim("sub", SecureTenants.EPICISH_SUBJECT)
                .claim("aud", SecureTenants.BASE + path)
                .claim("iat", now)
                .claim("nbf", now - 300)
                .claim("exp", now + 900)
                .claim("jti", UUID.randomUUID().toString());
    }

    /** A token as a client of the hooks would sign it with any key. */
    public static TestTokens client(ECKey key, String issuer, String path) {
        long now = now();
        return new TestTokens(key, "ES384")
                .claim("iss", issuer)
                .claim("aud", SecureTenants.BASE + path)
                .claim("iat", now)
                .claim("exp", now + 300)
                .claim("jti", UUID.randomUUID().toString());
    }

    /**
     * A good access token of the authorization server for {@code /fhir} (SMART Backend Services).
     *
     * @param clientId for example {@link SecureTenants#ALPHA_INTEGRATOR}
     * @param scope for example {@code system/QuestionnaireResponse.cru}
     */
    public static TestTokens access(String clientId, String scope) {
        long now = now();
        return new TestTokens(TestKeys.SERVER, "ES384")
                .claim("iss", SecureTenants.SERVER_ISSUER)
                .claim("sub", clientId)
                .claim("client_id", clientId)
                .claim("aud", SecureTenants.BASE + "/fhir")
                .claim("scope", scope)
                .claim("iat", now)
                .claim("exp", now + 300)
                .claim("jti", UUID.randomUUID().toString());
    }

    /** Another value in the header. */
    public TestTokens header(String name, Object value) {
        header.put(name, value);
        return this;
    }

    /** The header without a member. */
    public TestTokens withoutHeader(String name) {
        header.remove(name);
        return this;
    }

    /** Another value among the claims. */
    public TestTokens claim(String name, Object value) {
        claims.put(name, value);
        return this;
    }

    /** The claims without a member. */
    public TestTokens without(String name) {
        claims.remove(name);
        return this;
    }

    /** Another key to sign with; the header stays as it is. */
    public TestTokens key(JWK other) {
        key = other;
        return this;
    }

    /** Seconds since 1970 on the machine's clock. */
    public static long now() {
        return Instant.now().getEpochSecond();
    }

    /** The token, signed with the key's own algorithm whatever the header says. */
    public String sign() {
        return sign(json(header), json(claims));
    }

    /** A token of any texts as header and payload, signed with the key. */
    public String sign(String headerText, String payloadText) {
        String input = encode(headerText) + "." + encode(payloadText);
        return input + "." + signature(input);
    }

    /** The header as JSON. */
    public String headerJson() {
        return json(header);
    }

    /** The claims as JSON. */
    public String claimsJson() {
        return json(claims);
    }

    /** A value of the header for {@code Authorization}. */
    public String bearer() {
        return "Bearer " + sign();
    }

    /** Any text in the alphabet of a token. */
    public static String encode(String text) {
        return Base64URL.encode(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private Base64URL signature(String input) {
        try {
            boolean ec = key instanceof ECKey;
            JWSSigner signer = ec ? new ECDSASigner((ECKey) key) : new RSASSASigner((RSAKey) key);
            JWSAlgorithm algorithm = ec
                    ? signer.supportedJWSAlgorithms().iterator().next()
                    : JWSAlgorithm.parse(String.valueOf(
                            List.of("RS256", "PS384").contains(header.get("alg")) ? header.get("alg") : "RS384"));
            return signer.sign(new JWSHeader(algorithm), input.getBytes(StandardCharsets.UTF_8));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The parsed public half of a key set, for tests that need a {@link JWK} again. */
    public static JWK parse(String jwk) {
        try {
            return JWK.parse(jwk);
        } catch (ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String json(Map<String, Object> members) {
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
