package org.cervicalinsufficiency.knowledge;

import java.util.List;
import java.util.Map;

/**
 * Why the result is what it is.
 *
 * @param facts what was used
 * @param unused what was seen but not used
 * @param doubts what does not fit together
 * @param values the values that named places in sentences stand for
 * @param notesByTopic codes of the CodeSystem {@code card-note} that apply, by card topic
 * @param forms which forms were read
 */
public record Explanation(
        List<Fact> facts,
        List<UnusedFact> unused,
        List<Doubt> doubts,
        Map<String, String> values,
        Map<String, List<String>> notesByTopic,
        FormsUsed forms) {

    /** Copies the collections. */
    public Explanation {
        facts = List.copyOf(facts);
        unused = List.copyOf(unused);
        doubts = List.copyOf(doubts);
        values = Map.copyOf(values);
        notesByTopic = Map.copyOf(notesByTopic);
    }
}
