package org.cervicalinsufficiency.vignettes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/** The questions of the screening form in their order, and how the conventions answer them. */
final class FormItems {
    static final String BLANK = "blank";

    private final Map<String, FormItem> items = new LinkedHashMap<>();

    private FormItems(List<String> lines) {
        lines.stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(FormItem::parse)
                .forEach(item -> items.put(item.linkId(), item));
    }

    /** Reads the list beside the vignettes. */
    static FormItems load() {
        try (InputStream stream = FormItems.class.getResourceAsStream("/vignettes/form-items.tsv")) {
            Objects.requireNonNull(stream, "vignettes/form-items.tsv is not on the class path");
            return new FormItems(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every question, in the order of the form. */
    List<FormItem> all() {
        return List.copyOf(items.values());
    }

    /** The question with this linkId. */
    FormItem item(String where, String linkId) {
        require(where, linkId);
        return Objects.requireNonNull(items.get(linkId));
    }

    /** Complains about a linkId that the form does not have. */
    void require(String where, String linkId) {
        if (!items.containsKey(linkId)) {
            throw new BadVignette(where, "unknown item; the form has " + List.copyOf(items.keySet()) + ".");
        }
    }

    /**
     * Completes the answers given with the usual ones, and leaves out every item that is not asked. A word about an
     * earlier pregnancy means that there was one. An answer to a question that is not asked is a mistake.
     */
    Map<String, List<String>> complete(String where, Map<String, List<String>> given, OptionalInt gestationDays) {
        given.forEach((linkId, words) -> check(where + ": " + linkId, linkId, words));
        Map<String, List<String>> answers = new LinkedHashMap<>();
        for (FormItem item : items.values()) {
            boolean asked = item.enabledWhen().holds(answers, gestationDays);
            List<String> words = given.getOrDefault(item.linkId(), usual(item, given));
            if (asked && !words.isEmpty() && !words.contains(BLANK)) {
                answers.put(item.linkId(), List.copyOf(words));
            }
            if (!asked && given.containsKey(item.linkId())) {
                throw new BadVignette(where + ": " + item.linkId(), "is not asked after the other answers given.");
            }
        }
        return answers;
    }

    private void check(String where, String linkId, List<String> words) {
        FormItem item = item(where, linkId);
        if (!words.equals(List.of(BLANK))) {
            item.check(where, words);
        }
    }

    private static List<String> usual(FormItem item, Map<String, List<String>> given) {
        boolean earlierPregnancy =
                item.linkId().equals("ob.any") && given.keySet().stream().anyMatch(linkId -> linkId.startsWith("ob."));
        return earlierPregnancy ? List.of("yes") : item.usual().map(List::of).orElse(List.of());
    }
}
