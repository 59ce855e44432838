package org.cervicalinsufficiency.feedback;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of the cards of a period.
 *
 * @param rows one for each tenant, service, topic and indicator
 * @param unmatched feedback on cards that were not issued here, or to somebody else
 */
public record CardReport(List<Row> rows, List<Unmatched> unmatched) {

    /** Copies the lists. */
    public CardReport {
        rows = List.copyOf(rows);
        unmatched = List.copyOf(unmatched);
    }

    /**
     * Which cards a row is about.
     *
     * @param tenant id of the tenant
     * @param service id of the service
     * @param topic code of the topic
     * @param indicator of the cards
     */
    public record About(String tenant, String service, String topic, String indicator) {}

    /**
     * Counts of cards; {@code issued} is the sum of the four that follow it.
     *
     * @param about which cards
     * @param issued how many went out
     * @param accepted of which at least one suggestion was taken
     * @param overridden that were dismissed
     * @param ignored to which nobody reacted within a day
     * @param waiting younger than a day, without a reaction
     * @param reasons why they were dismissed; a card that was dismissed for two reasons counts under both
     */
    public record Row(
            About about,
            long issued,
            long accepted,
            long overridden,
            long ignored,
            long waiting,
            List<Reason> reasons) {
        /** Copies the list. */
        public Row {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * A reason, and how many cards were dismissed for it.
     *
     * @param kind {@code coded}, {@code site}, {@code comment} or {@code none}
     * @param code a coded reason as the client sent it, or the words of a reason of the site
     * @param count how many cards
     */
    public record Reason(String kind, String code, long count) {}

    /**
     * Feedback without a card.
     *
     * @param tenant who sent it
     * @param service where to
     * @param count how many pieces
     */
    public record Unmatched(String tenant, String service, long count) {}

    /**
     * What is asked for.
     *
     * @param from begin of the period, included
     * @param to end of the period, excluded
     * @param ignoredBefore cards that are older count as ignored where nobody reacted
     * @param service one service only, or empty
     * @param tenant one tenant only, or empty
     */
    public record Question(
            Instant from, Instant to, Instant ignoredBefore, Optional<String> service, Optional<String> tenant) {}
}
