package org.cervicalinsufficiency.vignettes;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Quantity;

/** A number with its UCUM unit, written as {@code 22 mm}. */
record Measured(BigDecimal value, String unit) {
    private static final Pattern TEXT = Pattern.compile("-?\\d{1,4}(\\.\\d{1,3})? \\S+");

    static Measured parse(String where, String text) {
        require(where, text);
        int space = text.indexOf(' ');
        return new Measured(new BigDecimal(text.substring(0, space)), text.substring(space + 1));
    }

    /** Complains about a text that is not a measurement. */
    static void require(String where, String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new BadVignette(where, "\"" + text + "\" is not a measurement; write number and unit, as in 22 mm.");
        }
    }

    Quantity quantity() {
        return new Quantity()
                .setValue(value)
                .setUnit(unit)
                .setSystem("http://unitsofmeasure.org")
                .setCode(unit);
    }
}
