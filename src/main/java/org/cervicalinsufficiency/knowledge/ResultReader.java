package org.cervicalinsufficiency.knowledge;

import java.time.temporal.Temporal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what the explanation library gave into records. The define names are its public names. */
final class ResultReader {

    /** The defines that are read here. */
    static final Set<String> DEFINES = Set.of(
            "Tier",
            "ProvisionalReasons",
            "Route",
            "GestationalAge",
            "Factors",
            "Missing",
            "FactsUsed",
            "NotUsed",
            "Doubts",
            "CardValues",
            "Notes",
            "CurrentForm",
            "FormerForms");

    private ResultReader() {}

    static Summary summary(Map<String, Object> values) {
        return new Summary(
                required(values, "Tier"),
                texts(values.get("ProvisionalReasons")),
                required(values, "Route"),
                text(values, "GestationalAge"),
                rows(values, "Factors").stream()
                        .map(row -> new Factor(required(row, "factor"), texts(row.get("refs")), date(row)))
                        .toList(),
                texts(values.get("Missing")));
    }

    static Explanation explanation(Map<String, Object> values) {
        return new Explanation(
                rows(values, "FactsUsed").stream().map(ResultReader::fact).toList(),
                rows(values, "NotUsed").stream()
                        .map(row -> new UnusedFact(
                                required(row, "about"), required(row, "reason"), date(row), text(row, "ref")))
                        .toList(),
                rows(values, "Doubts").stream()
                        .map(row -> new Doubt(
                                required(row, "doubt"), required(row, "about"), date(row), texts(row.get("refs"))))
                        .toList(),
                cardValues(values),
                notes(values),
                new FormsUsed(text(values, "CurrentForm"), texts(values.get("FormerForms"))));
    }

    private static Fact fact(Map<String, Object> row) {
        return new Fact(
                required(row, "fact"),
                text(row, "value"),
                text(row, "valueWord"),
                date(row),
                new Fact.Source(required(row, "origin"), texts(row.get("refs"))),
                new Fact.Scope(Set.copyOf(texts(row.get("except"))), Boolean.TRUE.equals(row.get("plain"))),
                Boolean.TRUE.equals(row.get("doubtful")));
    }

    private static Map<String, String> cardValues(Map<String, Object> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        tuple(values.get("CardValues")).forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return texts;
    }

    private static Map<String, List<String>> notes(Map<String, Object> values) {
        Map<String, List<String>> notes = new LinkedHashMap<>();
        for (Map<String, Object> row : rows(values, "Notes")) {
            notes.computeIfAbsent(required(row, "topic"), topic -> new java.util.ArrayList<>())
                    .add(required(row, "note"));
        }
        return notes;
    }

    private static String required(Map<String, Object> row, String name) {
        return text(row, name)
                .orElseThrow(() -> new IllegalStateException("The explanation library gave no " + name + "."));
    }

    private static Optional<String> text(Map<String, Object> row, String name) {
        return Optional.ofNullable(row.get(name)).map(String::valueOf);
    }

    private static Optional<Temporal> date(Map<String, Object> row) {
        return row.get("dated") instanceof Temporal date ? Optional.of(date) : Optional.empty();
    }

    private static List<String> texts(@org.jspecify.annotations.Nullable Object list) {
        return list instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static List<Map<String, Object>> rows(Map<String, Object> values, String define) {
        return values.get(define) instanceof List<?> list
                ? list.stream().map(ResultReader::tuple).toList()
                : List.of();
    }

    private static Map<String, Object> tuple(@org.jspecify.annotations.Nullable Object value) {
        Map<String, Object> tuple = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, element) -> tuple.put(String.valueOf(name), element));
        }
        return tuple;
    }
}
