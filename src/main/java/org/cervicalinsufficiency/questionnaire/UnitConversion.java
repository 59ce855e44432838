package org.cervicalinsufficiency.questionnaire;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;

/** Numbers in other units, by UCUM. */
final class UnitConversion {

    private static final UcumEssenceService UCUM = load();

    private UnitConversion() {}

    /** The number in another unit; empty if the units do not measure the same thing. */
    static Optional<BigDecimal> convert(BigDecimal number, String from, String to) {
        if (from.equals(to)) {
            return Optional.of(number);
        }
        try {
            return Optional.of(new BigDecimal(
                    UCUM.convert(new Decimal(number.toPlainString()), from, to).asDecimal()));
        } catch (UcumException otherKind) {
            return Optional.empty();
        }
    }

    private static UcumEssenceService load() {
        try (InputStream units = UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
            return new UcumEssenceService(Objects.requireNonNull(units, "ucum-essence.xml is not on the class path."));
        } catch (IOException | UcumException unreadable) {
            throw new IllegalStateException("ucum-essence.xml on the class path cannot be read.", unreadable);
        }
    }
}
