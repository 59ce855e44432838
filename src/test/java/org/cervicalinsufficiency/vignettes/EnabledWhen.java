package org.cervicalinsufficiency.vignettes;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * When an item of the form is asked, as written in {@code form-items.tsv}: terms joined by {@code &} or by
 * {@code |}, never both.
 */
record EnabledWhen(boolean all, List<String> terms) {
    private static final String GESTATION_FROM = "gestation from ";
    private static final String OR_UNKNOWN = " or unknown";

    EnabledWhen {
        terms = List.copyOf(terms);
    }

    static EnabledWhen parse(String text) {
        if (text.equals("-")) {
            return new EnabledWhen(true, List.of());
        }
        boolean any = text.contains(" | ");
        return new EnabledWhen(!any, Arrays.asList(text.split(any ? " \\| " : " & ")));
    }

    /** Whether the item is asked, given the answers that stand before it. */
    boolean holds(Map<String, List<String>> answers, OptionalInt gestationDays) {
        return all
                ? terms.stream().allMatch(term -> holds(term, answers, gestationDays))
                : terms.stream().anyMatch(term -> holds(term, answers, gestationDays));
    }

    private static boolean holds(String term, Map<String, List<String>> answers, OptionalInt gestationDays) {
        if (term.startsWith(GESTATION_FROM)) {
            String from = term.substring(GESTATION_FROM.length(), term.length() - OR_UNKNOWN.length());
            return gestationDays.isEmpty() || gestationDays.getAsInt() >= StoryDates.gestation(term, from);
        }
        if (term.endsWith(" exists")) {
            return answers.containsKey(term.substring(0, term.length() - " exists".length()));
        }
        if (term.endsWith(" missing")) {
            return !answers.containsKey(term.substring(0, term.length() - " missing".length()));
        }
        String operator = term.contains(" != ") ? " != " : " = ";
        int at = term.indexOf(operator);
        return compare(term.substring(0, at), operator, term.substring(at + operator.length()), answers);
    }

    private static boolean compare(String item, String operator, String word, Map<String, List<String>> answers) {
        boolean family = item.endsWith("*");
        String prefix = family ? item.substring(0, item.length() - 1) : item;
        return answers.entrySet().stream()
                .filter(answer -> family
                        ? answer.getKey().startsWith(prefix)
                        : answer.getKey().equals(prefix))
                .flatMap(answer -> answer.getValue().stream())
                .anyMatch(given -> given.equals(word) == operator.equals(" = "));
    }
}
