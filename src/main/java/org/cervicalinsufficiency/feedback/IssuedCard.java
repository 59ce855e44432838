package org.cervicalinsufficiency.feedback;

import java.util.List;

/**
 * A card as it went out.
 *
 * @param card its uuid
 * @param suggestions uuids of its suggestions
 * @param topic code of its topic
 * @param indicator {@code info}, {@code warning} or {@code critical}
 * @param evidence fingerprint of what it rests on: the same while the record says the same
 */
public record IssuedCard(String card, List<String> suggestions, String topic, String indicator, String evidence) {

    /** Copies the list. */
    public IssuedCard {
        suggestions = List.copyOf(suggestions);
    }
}
