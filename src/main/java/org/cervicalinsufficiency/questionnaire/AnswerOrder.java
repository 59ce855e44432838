package org.cervicalinsufficiency.questionnaire;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.OptionalInt;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;

/** How answers are compared. Values of different types, or in different units, are neither equal nor in any order. */
final class AnswerOrder {

    private AnswerOrder() {}

    static boolean equal(Type given, Type wanted) {
        if (given instanceof Coding one && wanted instanceof Coding other) {
            return Codings.same(one, other);
        }
        OptionalInt compared = compare(given, wanted);
        return compared.isPresent() ? compared.getAsInt() == 0 : given.equalsDeep(wanted);
    }

    /** Negative where the first is less; empty where the two cannot be compared. */
    static OptionalInt compare(Type given, Type wanted) {
        if (isNumber(given) && isNumber(wanted)) {
            return OptionalInt.of(number(given).compareTo(number(wanted)));
        }
        if (given instanceof Quantity one && wanted instanceof Quantity other) {
            return sameUnit(one, other)
                    ? OptionalInt.of(one.getValue().compareTo(other.getValue()))
                    : OptionalInt.empty();
        }
        if (!Objects.equals(given.fhirType(), wanted.fhirType())
                || !(given instanceof PrimitiveType<?> one)
                || !(wanted instanceof PrimitiveType<?> other)
                || !one.hasValue()
                || !other.hasValue()) {
            return OptionalInt.empty();
        }
        return given instanceof BaseDateTimeType
                ? moments((BaseDateTimeType) given, (BaseDateTimeType) wanted)
                : OptionalInt.of(one.getValueAsString().compareTo(other.getValueAsString()));
    }

    /** A date known to the month has no order among days. */
    private static OptionalInt moments(BaseDateTimeType given, BaseDateTimeType wanted) {
        return given.getPrecision() == wanted.getPrecision()
                ? OptionalInt.of(given.getValue().compareTo(wanted.getValue()))
                : OptionalInt.empty();
    }

    private static boolean isNumber(Type value) {
        return (value instanceof IntegerType || value instanceof DecimalType) && value.primitiveValue() != null;
    }

    private static BigDecimal number(Type value) {
        return new BigDecimal(value.primitiveValue());
    }

    private static boolean sameUnit(Quantity one, Quantity other) {
        return one.hasValue()
                && other.hasValue()
                && Objects.equals(one.getSystem(), other.getSystem())
                && Objects.equals(one.getCode(), other.getCode());
    }
}
