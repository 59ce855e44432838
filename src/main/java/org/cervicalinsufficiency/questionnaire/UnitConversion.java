package org.cervicalinsufficiency.questionnaire;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import java.util.Optional;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;

/** Numbers in other units, by UCUM. */
final class UnitConversion {

    private static final UcumEssenceService UCUM = load();

    private static final int MOST_PLACES = 20;

    private UnitConversion() {}

    /**
     * The number in another unit, for comparisons; empty if the units do not measure the same thing. A number with more
     * places than anything that is measured counts as one that is as large, or as near to zero.
     */
    static Optional<BigDecimal> convert(BigDecimal sent, String from, String to) {
        if (from.equals(to)) {
            return Optional.of(sent);
        }
        BigDecimal number = Values.isPlain(sent) ? sent : bounded(sent);
        try {
            return Optional.of(new BigDecimal(
                    UCUM.convert(new Decimal(number.toPlainString()), from, to).asDecimal()));
        } catch (UcumException otherKind) {
            return Optional.empty();
        }
    }

    private static BigDecimal bounded(BigDecimal number) {
        long exponent = (long) number.precision() - number.scale();
        if (number.signum() == 0 || exponent < -MOST_PLACES) {
            return BigDecimal.ZERO;
        }
        return exponent > MOST_PLACES
                ? BigDecimal.ONE.movePointRight(MOST_PLACES).multiply(BigDecimal.valueOf(number.signum()))
                : number.round(MathContext.DECIMAL64);
    }

    private static UcumEssenceService load() {
        try (InputStream units = UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
            return new UcumEssenceService(Objects.requireNonNull(units, "ucum-essence.xml is not on the class path."));
        } catch (IOException | UcumException unreadable) {
            throw new IllegalStateException("ucum-essence.xml on the class path cannot be read.", unreadable);
        }
    }
}
