package org.cervicalinsufficiency.vignettes;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One question of the screening form: its type, the answer the conventions give it, and its words with codes. */
record FormItem(String linkId, Type type, Optional<String> usual, EnabledWhen enabledWhen, Map<String, Code> options) {
    /** What kind of answer the question takes. */
    enum Type {
        CHOICE,
        CHOICES,
        DATE,
        INTEGER,
        QUANTITY
    }

    /** Reads one line of {@code form-items.tsv}. */
    static FormItem parse(String line) {
        List<String> columns = Arrays.asList(line.split("\t", -1));
        if (columns.size() != 5) {
            throw new BadVignette("form-items.tsv", "expected five columns in \"" + line + "\".");
        }
        String linkId = columns.get(0);
        return new FormItem(
                linkId,
                Type.valueOf(columns.get(1).toUpperCase(Locale.ROOT)),
                Optional.of(columns.get(2)).filter(word -> !word.equals("-")),
                EnabledWhen.parse(columns.get(3)),
                options(linkId, columns.get(4)));
    }

    /** The linkId of the group that holds this question, or nothing if it stands at the root. */
    Optional<String> group() {
        int dot = linkId.indexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(linkId.substring(0, dot));
    }

    /** Refuses words that this question cannot be answered with. */
    void check(String where, List<String> words) {
        if (words.isEmpty()) {
            throw new BadVignette(where, "has no answer; write \"blank\" to leave it unanswered.");
        }
        if (type != Type.CHOICES && words.size() > 1) {
            throw new BadVignette(where, "takes one answer, found " + words + ".");
        }
        words.forEach(word -> check(where, word));
    }

    private void check(String where, String word) {
        if ((type == Type.CHOICE || type == Type.CHOICES) && !options.containsKey(word)) {
            throw new BadVignette(
                    where, "unknown answer \"" + word + "\"; use one of " + List.copyOf(options.keySet()) + ".");
        }
        if (type == Type.INTEGER && !word.matches("\\d{1,3}")) {
            throw new BadVignette(where, "\"" + word + "\" is not a whole number.");
        }
        if (type == Type.QUANTITY) {
            Measured.require(where, word);
        }
    }

    private static Map<String, Code> options(String linkId, String column) {
        Map<String, Code> options = new LinkedHashMap<>();
        if (!column.equals("-")) {
            for (String option : column.split("; ")) {
                int at = option.lastIndexOf('=');
                options.put(option.substring(0, at), Code.parse("form-items.tsv: " + linkId, option.substring(at + 1)));
            }
        }
        return Collections.unmodifiableMap(options);
    }
}
