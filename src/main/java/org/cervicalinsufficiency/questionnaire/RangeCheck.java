package org.cervicalinsufficiency.questionnaire;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;

/** Numbers: in one of the units that the form takes, and between its limits. */
final class RangeCheck {

    private final Findings findings;

    RangeCheck(Findings findings) {
        this.findings = findings;
    }

    /** Whether a value of the right type is a number that the form takes; if not, says so. */
    boolean passes(FormItem item, Type value, String place) {
        boolean measured = !(value instanceof Quantity quantity) || isMeasured(item, quantity, place);
        return measured && inside(item, value, place);
    }

    private boolean isMeasured(FormItem item, Quantity quantity, String place) {
        String units = item.units().stream().map(Codings::key).collect(Collectors.joining(findings.words("or")));
        if (!quantity.hasValue()) {
            wrong(item, place, Values.text(quantity), "quantity.empty");
        } else if (quantity.hasComparator()) {
            wrong(item, place + ".comparator", Values.text(quantity), "quantity.limit");
        } else if (!item.units().isEmpty() && item.units().stream().noneMatch(unit -> isIn(quantity, unit))) {
            wrong(item, place, Values.text(quantity), "quantity.unit", units);
        } else {
            return true;
        }
        return false;
    }

    private static boolean isIn(Quantity quantity, Coding unit) {
        return Codings.key(unit)
                .equals(Codings.key(
                        quantity.hasSystem() ? quantity.getSystem() : "",
                        quantity.hasCode() ? quantity.getCode() : ""));
    }

    private boolean inside(FormItem item, Type value, String place) {
        boolean tooLittle = item.least().map(least -> compare(value, least) < 0).orElse(false);
        boolean tooMuch = item.most().map(most -> compare(value, most) > 0).orElse(false);
        if (tooLittle || tooMuch) {
            wrong(item, place, Values.text(value), tooMuch ? "number.large" : "number.small", limits(item));
        }
        return !tooLittle && !tooMuch;
    }

    private String limits(FormItem item) {
        return List.of(
                        item.least().map(least -> findings.words("least", Values.text(least))),
                        item.most().map(most -> findings.words("most", Values.text(most))))
                .stream()
                .flatMap(Optional::stream)
                .collect(Collectors.joining(findings.words("and")));
    }

    /** Zero where the two cannot be compared: the units were checked before. */
    private static int compare(Type value, Type limit) {
        if (value instanceof Quantity given && limit instanceof Quantity other) {
            return UnitConversion.convert(given.getValue(), given.getCode(), other.getCode())
                    .map(number -> number.compareTo(other.getValue()))
                    .orElse(0);
        }
        Optional<BigDecimal> number = number(value);
        Optional<BigDecimal> bound = number(limit);
        return number.isPresent() && bound.isPresent() ? number.get().compareTo(bound.get()) : 0;
    }

    private static Optional<BigDecimal> number(Type value) {
        if (value instanceof IntegerType whole) {
            return Optional.of(BigDecimal.valueOf(whole.getValue()));
        }
        return value instanceof DecimalType decimal ? Optional.of(decimal.getValue()) : Optional.empty();
    }

    private void wrong(FormItem item, String place, String value, String key, Object... parts) {
        findings.item(IssueType.VALUE, item.linkId(), place, value, key, parts);
    }
}
