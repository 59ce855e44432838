package org.cervicalinsufficiency.vignettes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Compares what a vignette expects with what a door gave, in sentences. */
final class Differences {
    private final List<String> found = new ArrayList<>();

    private Differences() {}

    /** One line per difference; nothing if the outcome is as expected in everything the door shows. */
    static List<String> between(Vignette.Expected expected, Outcome outcome) {
        Differences differences = new Differences();
        differences.value("tier", expected.tier(), outcome.tier());
        differences.value("provisional", expected.provisional(), outcome.provisional());
        differences.value("route", expected.route(), outcome.route());
        outcome.actions()
                .ifPresent(got -> differences.names("actions", expected.cards().keySet(), got));
        outcome.topicsWithIndicator().ifPresent(got -> differences.names("cards", cards(expected.cards()), cards(got)));
        expected.missing()
                .ifPresent(wanted -> outcome.missing().ifPresent(got -> differences.names("missing", wanted, got)));
        expected.factors()
                .ifPresent(wanted -> outcome.factors().ifPresent(got -> differences.names("factors", wanted, got)));
        outcome.texts().ifPresent(texts -> differences.texts(expected, texts));
        return List.copyOf(differences.found);
    }

    private <T> void value(String what, T expected, Optional<T> got) {
        got.filter(value -> !value.equals(expected))
                .ifPresent(value -> found.add(what + ": expected " + expected + ", got " + value));
    }

    private void names(String what, Collection<String> expected, Collection<String> got) {
        Set<String> lacking = new TreeSet<>(expected);
        lacking.removeAll(got);
        Set<String> surplus = new TreeSet<>(got);
        surplus.removeAll(expected);
        if (!lacking.isEmpty()) {
            found.add(what + ": expected but not there " + lacking);
        }
        if (!surplus.isEmpty()) {
            found.add(what + ": there but not expected " + surplus);
        }
    }

    private void texts(Vignette.Expected expected, Map<String, String> texts) {
        for (Vignette.Phrase phrase : expected.says()) {
            if (!about(phrase, texts).anyMatch(text -> says(text, phrase.fragment()))) {
                found.add("text of " + phrase.topic() + ": does not say \"" + phrase.fragment() + "\"");
            }
        }
        for (Vignette.Phrase phrase : expected.neverSays()) {
            if (about(phrase, texts).anyMatch(text -> says(text, phrase.fragment()))) {
                found.add("text of " + phrase.topic() + ": says \"" + phrase.fragment() + "\"");
            }
        }
        texts.forEach((topic, text) -> KnownNames.BANNED.stream()
                .filter(word -> Pattern.compile("\\b" + word + "\\b", Pattern.CASE_INSENSITIVE)
                        .matcher(text)
                        .find())
                .forEach(word -> found.add("text of " + topic + ": says the banned \"" + word + "\"")));
    }

    private static Stream<String> about(Vignette.Phrase phrase, Map<String, String> texts) {
        return texts.entrySet().stream()
                .filter(text -> phrase.topic().equals("any") || phrase.topic().equals(text.getKey()))
                .map(Map.Entry::getValue);
    }

    private static boolean says(String text, String fragment) {
        return text.toLowerCase(Locale.ROOT).contains(fragment.toLowerCase(Locale.ROOT));
    }

    private static Set<String> cards(Map<String, String> indicators) {
        Set<String> cards = new TreeSet<>();
        indicators.forEach((topic, indicator) -> cards.add(topic + " (" + indicator + ")"));
        return cards;
    }
}
