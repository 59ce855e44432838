package org.cervicalinsufficiency.security;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cervicalinsufficiency.tenant.CdsClient;

/** What the claims of a client's token must say (CDS Hooks 2.0.1, Trusting CDS Clients; RFC 7519, section 4.1). */
final class ClaimRules {

    /** How far the clocks of client and server may differ. */
    static final Duration SKEW = Duration.ofSeconds(60);

    private static final int LONGEST_ID = 256;

    private ClaimRules() {}

    /** What the claims break first, in the order of the checks. */
    static Optional<Refusal> of(SignedToken token, CdsClient client, String endpoint, Instant now) {
        if (!isFor(token, client, endpoint)) {
            return Optional.of(Refusal.AUDIENCE);
        }
        if (!isTimely(token, client, now)) {
            return Optional.of(Refusal.TIMES);
        }
        if (client.subject().isPresent() && !client.subject().equals(token.claim("sub"))) {
            return Optional.of(Refusal.SUBJECT);
        }
        boolean foreign = !client.tenantClaims().isEmpty()
                && token.claims().has("tenant")
                && token.claim("tenant").filter(client.tenantClaims()::contains).isEmpty();
        return foreign ? Optional.of(Refusal.TENANT) : Optional.empty();
    }

    /** The id of the token. */
    static Optional<String> id(SignedToken token) {
        return token.claim("jti").filter(id -> !id.isEmpty() && id.length() <= LONGEST_ID);
    }

    /** When the token is refused for its age, whoever sends it. */
    static Instant end(SignedToken token) {
        BigDecimal exp = Moments.of(token.claims().path("exp")).orElseThrow();
        return Instant.ofEpochSecond(exp.longValue() + 1).plus(SKEW);
    }

    private static boolean isFor(SignedToken token, CdsClient client, String endpoint) {
        JsonNode audience = token.claims().path("aud");
        List<JsonNode> values = new ArrayList<>();
        if (audience.isArray()) {
            audience.forEach(values::add);
        } else {
            values.add(audience);
        }
        return values.stream().allMatch(JsonNode::isTextual)
                && values.stream()
                        .map(JsonNode::textValue)
                        .anyMatch(value ->
                                value.equals(endpoint) || client.audiences().contains(value));
    }

    private static boolean isTimely(SignedToken token, CdsClient client, Instant now) {
        Optional<BigDecimal> exp = Moments.of(token.claims().path("exp"));
        Optional<BigDecimal> iat = Moments.of(token.claims().path("iat"));
        if (exp.isEmpty() || iat.isEmpty()) {
            return false;
        }
        BigDecimal skew = BigDecimal.valueOf(SKEW.toSeconds());
        BigDecimal longest = BigDecimal.valueOf(client.maxLifetime().toSeconds());
        BigDecimal time = BigDecimal.valueOf(now.toEpochMilli(), 3);
        BigDecimal life = exp.get().subtract(iat.get());
        Optional<BigDecimal> nbf = Moments.of(token.claims().path("nbf"));
        boolean begun = !token.claims().has("nbf")
                || nbf.filter(from -> from.subtract(skew).compareTo(time) <= 0).isPresent();
        return exp.get().add(skew).compareTo(time) > 0
                && iat.get().subtract(skew).compareTo(time) <= 0
                && begun
                && life.signum() > 0
                && life.compareTo(longest) <= 0
                && time.subtract(iat.get()).compareTo(longest.add(skew)) <= 0;
    }
}
