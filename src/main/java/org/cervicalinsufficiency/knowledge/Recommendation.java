package org.cervicalinsufficiency.knowledge;

import java.util.List;

/**
 * An applicable action of the PlanDefinition: one thing worth telling the clinician now.
 *
 * @param actionId id of the action; its identity in tests, logs and counts
 * @param topic code of the card topic; variants of one topic never appear together
 * @param priority how urgent it is
 * @param words its sentences
 * @param evidence what it rests on
 * @param proposals what it suggests, those whose own condition holds
 * @param traits what its card shows beyond the usual
 */
public record Recommendation(
        String actionId,
        String topic,
        Priority priority,
        Words words,
        Evidence evidence,
        List<Proposal> proposals,
        Traits traits) {

    /**
     * What a card shows.
     *
     * @param linksForm the card leads to the screening form
     * @param plain the card speaks of the reported facts only, not of tier, pathway or risk
     */
    public record Traits(boolean linksForm, boolean plain) {}

    /** Copies the list. */
    public Recommendation {
        proposals = List.copyOf(proposals);
    }
}
