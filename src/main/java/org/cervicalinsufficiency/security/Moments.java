package org.cervicalinsufficiency.security;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/** Moments as the claims of a token name them: seconds since 1970, fractions allowed (RFC 7519, NumericDate). */
final class Moments {

    private static final BigDecimal END = BigDecimal.TEN.pow(11);
    private static final int MOST_PLACES = 12;
    private static final int MOST_DIGITS = 30;

    private Moments() {}

    /**
     * The moment in a claim; empty if it is no number of seconds that a clock could show. An exponent is looked at before
     * anything is calculated, since a sum with {@code 1e-300000000} would be written out in full.
     */
    static Optional<BigDecimal> of(JsonNode claim) {
        if (!claim.isNumber()) {
            return Optional.empty();
        }
        BigDecimal seconds = claim.decimalValue();
        boolean plain = Math.abs((long) seconds.scale()) <= MOST_PLACES && seconds.precision() <= MOST_DIGITS;
        return plain && seconds.signum() >= 0 && seconds.compareTo(END) < 0 ? Optional.of(seconds) : Optional.empty();
    }
}
