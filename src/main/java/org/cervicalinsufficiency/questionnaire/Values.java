package org.cervicalinsufficiency.questionnaire;

import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;

/** How a value is written in a message. */
final class Values {

    private Values() {}

    static String text(Base value) {
        if (value instanceof Coding coding) {
            return coding.hasCode() || coding.hasSystem() ? Codings.key(coding) : text(coding.getDisplay());
        }
        if (value instanceof Quantity quantity) {
            String number = quantity.hasValue() ? quantity.getValue().toPlainString() : "";
            String unit = quantity.hasCode() ? quantity.getCode() : text(quantity.getUnit());
            String limit = quantity.hasComparator() ? quantity.getComparator().toCode() : "";
            return (limit + number + " " + unit).trim();
        }
        return value.isPrimitive() ? text(value.primitiveValue()) : value.fhirType();
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
