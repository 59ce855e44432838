package org.cervicalinsufficiency.knowledge;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Reads what the prefill library gave. The define names are its public names. */
final class PrefillReader {

    static final String LIBRARY = "ScreeningPrefill";

    /** The defines that are read here. */
    static final Set<String> DEFINES = Set.of("Prefill", "PrefillHints", "PrefillReads");

    private PrefillReader() {}

    static Prefill read(Map<String, Object> values) {
        Map<String, Set<String>> readFrom = new LinkedHashMap<>();
        rows(values.get("PrefillReads"))
                .forEach(row -> readFrom.put(required(row, "linkId"), new TreeSet<>(texts(row.get("types")))));
        return new Prefill(
                rows(values.get("Prefill")).stream().map(PrefillReader::answer).toList(),
                rows(values.get("PrefillHints")).stream()
                        .map(PrefillReader::hint)
                        .toList(),
                readFrom);
    }

    private static KnownHint hint(Map<?, ?> row) {
        Optional<BigDecimal> number =
                row.get("number") instanceof BigDecimal recorded ? Optional.of(recorded) : Optional.empty();
        return new KnownHint(
                required(row, "linkId"), required(row, "reason"), number, texts(row.get("refs")), dated(row));
    }

    private static Optional<Temporal> dated(Map<?, ?> row) {
        return row.get("dated") instanceof Temporal date ? Optional.of(date) : Optional.empty();
    }

    private static KnownAnswer answer(Map<?, ?> row) {
        return new KnownAnswer(required(row, "linkId"), value(row), texts(row.get("refs")), dated(row));
    }

    private static Type value(Map<?, ?> row) {
        if (row.get("code") instanceof String code) {
            return new Coding().setSystem(required(row, "system")).setCode(code);
        }
        if (row.get("moment") instanceof LocalDate day) {
            return new DateType(day.toString());
        }
        if (row.get("number") instanceof BigDecimal number) {
            return row.get("unit") instanceof String unit
                    ? new Quantity()
                            .setValue(number)
                            .setUnit(unit)
                            .setSystem(required(row, "system"))
                            .setCode(unit)
                    : new IntegerType(number.intValueExact());
        }
        throw new IllegalStateException(
                "The prefill library gave no code, day or number for " + required(row, "linkId") + ".");
    }

    private static String required(Map<?, ?> row, String name) {
        if (row.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalStateException("The prefill library gave no " + name + ".");
    }

    private static List<Map<?, ?>> rows(@Nullable Object list) {
        if (!(list instanceof List<?> rows)) {
            return List.of();
        }
        return rows.stream()
                .filter(Map.class::isInstance)
                .<Map<?, ?>>map(row -> (Map<?, ?>) row)
                .toList();
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> values
                ? values.stream().map(String::valueOf).distinct().toList()
                : List.of();
    }
}
