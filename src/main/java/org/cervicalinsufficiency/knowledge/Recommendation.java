package org.cervicalinsufficiency.knowledge;

import java.util.List;
import java.util.Optional;

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
     * @param form id of the form that the card leads to, if it leads to one
     * @param plain the card speaks of the reported facts only, not of tier, pathway or risk
     * @param leaflets the sheets for the patient that the card leads to
     */
    public record Traits(Optional<String> form, boolean plain, List<LeafletLink> leaflets) {

        /** Copies the list. */
        public Traits {
            leaflets = List.copyOf(leaflets);
        }
    }

    /** Copies the list. */
    public Recommendation {
        proposals = List.copyOf(proposals);
    }
}
