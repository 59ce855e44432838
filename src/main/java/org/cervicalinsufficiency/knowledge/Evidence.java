package org.cervicalinsufficiency.knowledge;

import java.util.List;

/**
 * What a recommendation rests on.
 *
 * @param strength strength of the recommendation, in the words of the guideline
 * @param quality confidence in the evidence
 * @param citations first the organisation that says so, then the exact guidelines
 */
public record Evidence(Text strength, Text quality, List<Citation> citations) {

    /** Copies the list; at least one citation is needed, since every card names its source. */
    public Evidence {
        citations = List.copyOf(citations);
        if (citations.isEmpty()) {
            throw new IllegalArgumentException("An action needs at least one documentation entry: who says so.");
        }
    }
}
