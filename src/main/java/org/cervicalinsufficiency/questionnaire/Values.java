package org.cervicalinsufficiency.questionnaire;

import java.math.BigDecimal;
import java.math.MathContext;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;

/** How a value is written in a message. */
final class Values {

    private static final int MOST_PLACES = 40;
    private static final MathContext SHORT = new MathContext(10);

    private Values() {}

    static String text(Base value) {
        if (value instanceof Coding coding) {
            return coding.hasCode() || coding.hasSystem() ? Codings.key(coding) : text(coding.getDisplay());
        }
        if (value instanceof Quantity quantity) {
            String number = quantity.hasValue() ? number(quantity.getValue()) : "";
            String unit = quantity.hasCode() ? quantity.getCode() : text(quantity.getUnit());
            String limit = quantity.hasComparator() ? quantity.getComparator().toCode() : "";
            return (limit + number + " " + unit).trim();
        }
        return value.isPrimitive() ? text(value.primitiveValue()) : value.fhirType();
    }

    /** As people write it, unless it was sent to fill the page with zeros. */
    static String number(BigDecimal number) {
        return isPlain(number) ? number.toPlainString() : number.round(SHORT).toString();
    }

    /** Whether a number may be written out and calculated with. */
    static boolean isPlain(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MOST_PLACES && number.precision() <= MOST_PLACES;
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
