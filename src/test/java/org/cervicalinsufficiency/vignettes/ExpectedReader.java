package org.cervicalinsufficiency.vignettes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what a vignette expects. */
final class ExpectedReader {
    private static final Set<String> KEYS =
            Set.of("tier", "provisional", "route", "cards", "missing", "factors", "says", "neverSays", "hook");

    private ExpectedReader() {}

    static Vignette.Expected read(YamlMap yaml) {
        yaml.refuseAllBut(KEYS);
        if (!yaml.has("cards")) {
            throw yaml.bad("cards", "is missing; write [] if no card is expected.");
        }
        String provisional = yaml.text("provisional").orElse("no");
        KnownNames.require(yaml.place("provisional"), provisional, Set.of("yes", "no"));
        return new Vignette.Expected(
                KnownNames.check(yaml.place("tier"), yaml.required("tier"), KnownNames.TIERS),
                provisional.equals("yes"),
                KnownNames.check(yaml.place("route"), yaml.required("route"), KnownNames.ROUTES),
                cards(yaml),
                yaml.has("missing") ? Optional.of(new TreeSet<>(yaml.texts("missing"))) : Optional.empty(),
                yaml.has("factors")
                        ? Optional.of(VignetteReader.names(yaml, "factors", KnownNames.FACTORS))
                        : Optional.empty(),
                phrases(yaml, "says"),
                phrases(yaml, "neverSays"));
    }

    private static SortedMap<String, String> cards(YamlMap yaml) {
        SortedMap<String, String> cards = new TreeMap<>();
        for (YamlMap card : yaml.maps("cards")) {
            for (String topic : card.keys()) {
                KnownNames.require(yaml.place("cards"), topic, KnownNames.TOPICS);
                String indicator = KnownNames.check(card.place(topic), card.required(topic), KnownNames.INDICATORS);
                if (cards.put(topic, indicator) != null) {
                    throw card.bad(topic, "stands twice; a topic appears once in a response.");
                }
            }
        }
        return cards;
    }

    private static List<Vignette.Phrase> phrases(YamlMap yaml, String key) {
        List<Vignette.Phrase> phrases = new ArrayList<>();
        for (YamlMap phrase : yaml.maps(key)) {
            for (String topic : phrase.keys()) {
                if (!topic.equals("any")) {
                    KnownNames.require(yaml.place(key), topic, KnownNames.TOPICS);
                }
                phrases.add(new Vignette.Phrase(topic, phrase.required(topic)));
            }
        }
        return phrases;
    }
}
