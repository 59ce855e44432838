package org.cervicalinsufficiency.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cervicalinsufficiency.tenant.AuthorizationServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks access tokens of {@code /fhir}: signed by the registered authorization server, for this server, now. Who fails
 * learns nothing about the reason; it goes to the log, without anything of the token.
 */
public final class AccessTokens {

    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final double LAST_SECOND = 253_402_300_799d;
    private static final int WEAKEST_RSA = 2048;
    private static final int LONGEST_KID = 256;
    private static final Set<String> NEVER_IN_HEADER = Set.of("crit", "jwk", "x5u", "x5c", "jku", "b64", "zip");
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    private static final Map<String, Curve> CURVES = Map.of("ES256", Curve.P_256, "ES384", Curve.P_384);
    private static final Set<String> RSA = Set.of("RS256", "RS384", "PS384");

    private final String audience;
    private final AuthorizationKeys keys;
    private final Clock clock;

    /**
     * @param audience address of this FHIR server, as it is configured
     * @param keys where keys come from
     * @param clock what is expired
     */
    public AccessTokens(String audience, AuthorizationKeys keys, Clock clock) {
        this.audience = audience;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * What the token of a call says.
     *
     * @param authorization the values of its {@code Authorization} headers
     * @param server who may have issued it
     * @return empty if there is no token that can be believed
     */
    public Optional<AccessToken> check(List<String> authorization, AuthorizationServer server) {
        try {
            TokenParts token = TokenParts.of(authorization).orElseThrow(() -> new Refused("no signed token"));
            header(token.header(), server);
            claims(token.claims(), server);
            signature(token, server);
            return Optional.of(new AccessToken(client(token.claims()), scope(token.claims())));
        } catch (Refused refused) {
            LOG.info("FHIR access token refused: {}", refused.reason);
            return Optional.empty();
        }
    }

    private static void header(JsonNode header, AuthorizationServer server) throws Refused {
        String algorithm = text(header, "alg");
        require(server.algorithms().contains(algorithm), "algorithm not registered");
        require(CURVES.containsKey(algorithm) || RSA.contains(algorithm), "algorithm not taken");
        require(
                !header.has("typ") || TYPES.contains(text(header, "typ").toLowerCase(Locale.ROOT)),
                "type is not an access token's");
        require(NEVER_IN_HEADER.stream().noneMatch(header::has), "header that is not taken");
        String kid = text(header, "kid");
        require(!kid.isEmpty() && kid.length() <= LONGEST_KID, "no key id");
    }

    private void claims(JsonNode claims, AuthorizationServer server) throws Refused {
        require(text(claims, "iss").equals(server.issuer()), "other issuer");
        require(!audience.isBlank() && audiences(claims.path("aud")).contains(audience), "other audience");
        double now = clock.instant().toEpochMilli() / 1000d;
        double skew = SKEW.toSeconds();
        require(claims.has("exp") && time(claims.get("exp")) + skew > now, "expired");
        require(!claims.has("nbf") || time(claims.get("nbf")) - skew <= now, "not yet valid");
        require(!claims.has("iat") || time(claims.get("iat")) - skew <= now, "issued in the future");
        require(!client(claims).isEmpty(), "no client id");
    }

    private void signature(TokenParts token, AuthorizationServer server) throws Refused {
        String algorithm = text(token.header(), "alg");
        JWK key = keys.find(server, text(token.header(), "kid"))
                .map(JWK::toPublicJWK)
                .orElseThrow(() -> new Refused("unknown key"));
        require(
                key.getAlgorithm() == null || key.getAlgorithm().getName().equals(algorithm),
                "key of another algorithm");
        require(key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()), "key of another use");
        try {
            JWSObject signed = JWSObject.parse(token.text());
            require(signed.getHeader().getAlgorithm().equals(JWSAlgorithm.parse(algorithm)), "algorithm read twice");
            require(signed.verify(verifier(key, algorithm)), "bad signature");
        } catch (ParseException | JOSEException unusable) {
            throw new Refused("signature cannot be checked");
        }
    }

    private static JWSVerifier verifier(JWK key, String algorithm) throws Refused, JOSEException {
        if (key instanceof ECKey curve && curve.getCurve().equals(CURVES.get(algorithm))) {
            return new ECDSAVerifier(curve);
        }
        if (key instanceof RSAKey rsa && RSA.contains(algorithm) && rsa.size() >= WEAKEST_RSA) {
            return new RSASSAVerifier(rsa);
        }
        throw new Refused("key of another kind");
    }

    /** RFC 9068 says {@code client_id}; others write {@code azp}. Two that differ are none. */
    private static String client(JsonNode claims) throws Refused {
        String clientId = claims.has("client_id") ? text(claims, "client_id") : "";
        String party = claims.has("azp") ? text(claims, "azp") : "";
        require(clientId.isEmpty() || party.isEmpty() || clientId.equals(party), "two clients");
        return clientId.isEmpty() ? party : clientId;
    }

    private static String scope(JsonNode claims) throws Refused {
        return claims.has("scope") ? text(claims, "scope") : "";
    }

    private static List<String> audiences(JsonNode aud) {
        List<String> audiences = new ArrayList<>();
        if (aud.isTextual()) {
            audiences.add(aud.textValue());
        }
        if (aud.isArray()) {
            aud.forEach(one -> audiences.add(one.isTextual() ? one.textValue() : ""));
        }
        return audiences;
    }

    private static double time(JsonNode claim) throws Refused {
        require(claim.isNumber() && claim.doubleValue() >= 0 && claim.doubleValue() <= LAST_SECOND, "no moment");
        return claim.doubleValue();
    }

    private static String text(JsonNode object, String name) throws Refused {
        require(object.path(name).isTextual(), "a text is missing");
        return object.get(name).textValue();
    }

    private static void require(boolean holds, String otherwise) throws Refused {
        if (!holds) {
            throw new Refused(otherwise);
        }
    }

    /** Why a token is not believed: one of the fixed texts above. */
    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final String reason;

        Refused(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }
}
