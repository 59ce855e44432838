package org.cervicalinsufficiency.sight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the part of PromQL that our rules and panels use, and says what they select. */
final class PromQl {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<string>\"[^\"]*\")|(?<duration>\\[(?:[0-9]+[smhd]|\\$__rate_interval)])|(?<number>[0-9]+(?:\\.[0-9]+)?)"
                    + "|(?<word>[a-zA-Z_:][a-zA-Z0-9_:]*)|(?<sign>=~|!~|!=|==|>=|<=|[-+*/<>=(){},]))\\s*");
    private static final Set<String> AGGREGATIONS = Set.of("sum", "max", "min", "avg", "count");
    private static final Set<String> OF_RANGES = Set.of("rate", "increase", "delta");
    private static final Set<String> FUNCTIONS = Set.of("histogram_quantile", "abs", "timestamp", "absent");
    private static final Set<String> OPERATORS =
            Set.of("+", "-", "*", "/", ">", "<", ">=", "<=", "==", "!=", "and", "or", "unless");

    /**
     * What an expression reads.
     *
     * @param metric its name with the suffix of its kind
     * @param matchers label and what it is compared with, with the operator in front
     * @param range whether values of a stretch of time are read
     */
    record Selector(String metric, Map<String, String> matchers, boolean range) {}

    private final List<String> tokens = new ArrayList<>();
    private final List<Selector> selectors = new ArrayList<>();
    private final Set<String> grouped = new java.util.HashSet<>();
    private final String text;
    private int at;

    private PromQl(String text) {
        this.text = text;
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.find() && matcher.start() == end && end < text.length()) {
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
        if (end < text.length()) {
            throw new IllegalArgumentException("Not PromQL from character " + end + ": " + text);
        }
    }

    /** What was read: the selectors, and the labels that are grouped by. */
    record Read(List<Selector> selectors, Set<String> grouped) {}

    /** Reads an expression whole; refuses what is none. */
    static Read read(String text) {
        PromQl reader = new PromQl(text);
        reader.expression();
        if (reader.at < reader.tokens.size()) {
            throw reader.wrong("an operator");
        }
        return new Read(reader.selectors, reader.grouped);
    }

    private void expression() {
        operand();
        while (OPERATORS.contains(peek())) {
            at++;
            operand();
        }
    }

    private void operand() {
        String token = next();
        if (token.equals("(")) {
            expression();
            take(")");
        } else if (AGGREGATIONS.contains(token)) {
            if (peek().equals("by")) {
                at++;
                labels();
            }
            take("(");
            expression();
            take(")");
        } else if (OF_RANGES.contains(token)) {
            take("(");
            int before = selectors.size();
            operand();
            if (selectors.size() != before + 1 || !selectors.get(before).range()) {
                throw wrong("a stretch of time in " + token);
            }
            take(")");
        } else if (FUNCTIONS.contains(token)) {
            arguments();
        } else if (token.matches("[a-zA-Z_:].*")) {
            selector(token);
        } else if (!token.matches("[0-9].*")) {
            throw wrong("a metric, a function or a number");
        }
    }

    private void arguments() {
        take("(");
        expression();
        while (peek().equals(",")) {
            at++;
            expression();
        }
        take(")");
    }

    private void labels() {
        take("(");
        grouped.add(next());
        while (peek().equals(",")) {
            at++;
            grouped.add(next());
        }
        take(")");
    }

    private void selector(String metric) {
        Map<String, String> matchers = new LinkedHashMap<>();
        if (peek().equals("{")) {
            do {
                at++;
                String label = next();
                String operator = next();
                String value = next();
                if (!value.startsWith("\"") || !Set.of("=", "!=", "=~", "!~").contains(operator)) {
                    throw wrong("a matcher");
                }
                matchers.put(label, operator + value.replace("\"", ""));
            } while (peek().equals(","));
            take("}");
        }
        boolean range = peek().startsWith("[");
        if (range) {
            at++;
        }
        selectors.add(new Selector(metric, matchers, range));
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private String next() {
        if (at >= tokens.size()) {
            throw wrong("more");
        }
        return tokens.get(at++);
    }

    private void take(String wanted) {
        if (!next().equals(wanted)) {
            throw wrong(wanted);
        }
    }

    private IllegalArgumentException wrong(String wanted) {
        return new IllegalArgumentException(
                "Expected " + wanted + " at " + tokens.subList(Math.max(0, at - 1), tokens.size()) + " of " + text);
    }
}
