package org.cervicalinsufficiency.vignettes;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Quantity;

/** A number with its UCUM unit, written as {@code 22 mm}. */
record Measured(BigDecimal value, String unit) {
    private static final Pattern TEXT = Pattern.compile("(-?\\d{1,4}(?:\\.\\d{1,3})?) (\\S+)");

    static Measured parse(String where, String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new BadVignette(where, "\"" + text + "\" is not a measurement; write number and unit, as in 22 mm.");
        }
        return new Measured(new BigDecimal(matcher.group(1)), matcher.group(2));
    }

    Quantity quantity() {
        return new Quantity()
                .setValue(value)
                .setUnit(unit)
                .setSystem("http://unitsofmeasure.org")
                .setCode(unit);
    }
}
