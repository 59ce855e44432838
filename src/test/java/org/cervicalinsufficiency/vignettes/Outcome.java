package org.cervicalinsufficiency.vignettes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * What a door answered. A door that does not show one of these leaves it empty, and it is then not compared.
 *
 * @param actions the topics of the selected actions
 * @param topicsWithIndicator the cards: topic to indicator
 * @param missing the linkIds of the unanswered items
 * @param factors the codes of the factors found
 * @param texts topic to everything the card says in English
 */
public record Outcome(
        Optional<String> tier,
        Optional<Boolean> provisional,
        Optional<String> route,
        Optional<Set<String>> actions,
        Optional<SortedMap<String, String>> topicsWithIndicator,
        Optional<List<String>> missing,
        Optional<Set<String>> factors,
        Optional<Map<String, String>> texts) {

    /** The outcome of a door that only tells which actions apply, as {@code $apply} does. */
    public static Outcome ofActions(Set<String> actions) {
        return new Outcome(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Set.copyOf(actions)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** This outcome with the English texts of the cards. */
    public Outcome withTexts(Map<String, String> english) {
        return new Outcome(
                tier,
                provisional,
                route,
                actions,
                topicsWithIndicator,
                missing,
                factors,
                Optional.of(Map.copyOf(english)));
    }
}
