package org.cervicalinsufficiency.security;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    private static final int LONGEST_KEY_ID = 256;
    private static final Set<String> NEVER_IN_HEADER = Set.of("crit", "jwk", "x5u", "x5c", "jku", "b64", "zip");
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private final String audience;
    private final RegisteredKeys keys;
    private final Clock clock;

    /**
     * @param audience address of this FHIR server, as it is configured; empty: no token is for it
     * @param keys the keys of the authorization server
     * @param clock of the machine
     */
    public AccessTokens(String audience, RegisteredKeys keys, Clock clock) {
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
        Optional<SignedToken> token = SignedToken.ofHeader(authorization);
        Optional<Refusal> refusal = token.isEmpty() ? Optional.of(Refusal.SHAPE) : checked(token.get(), server);
        if (token.isEmpty() || refusal.isPresent()) {
            LOG.info("FHIR access token refused: {}", refusal.map(Enum::name).orElse(""));
            return Optional.empty();
        }
        return client(token.get())
                .map(id -> new AccessToken(id, token.get().claim("scope").orElse("")));
    }

    private Optional<Refusal> checked(SignedToken token, AuthorizationServer server) {
        try {
            return refusal(token, server);
        } catch (RuntimeException unforeseen) {
            LOG.warn(
                    "the check of a FHIR access token failed: {}",
                    unforeseen.getClass().getName());
            return Optional.of(Refusal.SHAPE);
        }
    }

    private Optional<Refusal> refusal(SignedToken token, AuthorizationServer server) {
        if (!hasShape(token)) {
            return Optional.of(Refusal.HEADER);
        }
        if (token.claim("iss").filter(server.issuer()::equals).isEmpty()) {
            return Optional.of(Refusal.ISSUER);
        }
        if (token.header("alg").filter(server.algorithms()::contains).isEmpty()) {
            return Optional.of(Refusal.ALGORITHM);
        }
        if (audience.isEmpty() || !audiences(token.claims().path("aud")).contains(audience)) {
            return Optional.of(Refusal.AUDIENCE);
        }
        if (!isTimely(token)) {
            return Optional.of(Refusal.TIMES);
        }
        if (client(token).isEmpty()) {
            return Optional.of(Refusal.ID);
        }
        return keys.find(KeyRecord.of(server), token.header("kid").orElse(""))
                .map(key ->
                        SignatureCheck.holds(token, key) ? Optional.<Refusal>empty() : Optional.of(Refusal.SIGNATURE))
                .orElse(Optional.of(Refusal.UNKNOWN_KEY));
    }

    /** An access token may say that it is one (RFC 9068), and may bring nothing to check itself with. */
    private static boolean hasShape(SignedToken token) {
        int keyId = token.header("kid").map(String::length).orElse(0);
        boolean type = !token.header().has("typ")
                || token.header("typ")
                        .map(typ -> TYPES.contains(typ.toLowerCase(Locale.ROOT)))
                        .orElse(false);
        return keyId >= 1
                && keyId <= LONGEST_KEY_ID
                && type
                && NEVER_IN_HEADER.stream().noneMatch(token.header()::has)
                && (!token.claims().has("scope") || token.claim("scope").isPresent());
    }

    private boolean isTimely(SignedToken token) {
        BigDecimal now = BigDecimal.valueOf(clock.instant().toEpochMilli(), 3);
        BigDecimal skew = BigDecimal.valueOf(ClaimRules.SKEW.toSeconds());
        JsonNode claims = token.claims();
        boolean unexpired = Moments.of(claims.path("exp"))
                .filter(exp -> exp.add(skew).compareTo(now) > 0)
                .isPresent();
        return unexpired && hasBegun(claims, "nbf", now.add(skew)) && hasBegun(claims, "iat", now.add(skew));
    }

    private static boolean hasBegun(JsonNode claims, String name, BigDecimal latest) {
        return !claims.has(name)
                || Moments.of(claims.path(name))
                        .filter(from -> from.compareTo(latest) <= 0)
                        .isPresent();
    }

    /** RFC 9068 says {@code client_id}; others write {@code azp}. Two that differ are none. */
    private static Optional<String> client(SignedToken token) {
        Optional<String> clientId = token.claim("client_id");
        Optional<String> party = token.claim("azp");
        boolean same = !token.claims().has("client_id") || !token.claims().has("azp") || clientId.equals(party);
        return same ? clientId.or(() -> party).filter(id -> !id.isEmpty()) : Optional.empty();
    }

    private static List<String> audiences(JsonNode audience) {
        List<String> audiences = new ArrayList<>();
        if (audience.isTextual()) {
            audiences.add(audience.textValue());
        }
        if (audience.isArray()) {
            audience.forEach(one -> audiences.add(one.isTextual() ? one.textValue() : ""));
        }
        return audiences;
    }
}
