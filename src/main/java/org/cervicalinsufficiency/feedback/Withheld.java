package org.cervicalinsufficiency.feedback;

/**
 * A card that was left out of an answer.
 *
 * @param topic code of its topic
 * @param reason why
 */
public record Withheld(String topic, Reason reason) {

    /** Why a card is left out. */
    public enum Reason {
        /** A clinician accepted it, on the same evidence. */
        ACCEPTED("accepted"),
        /** A clinician dismissed it, on the same evidence. */
        OVERRIDDEN("overridden"),
        /** The tenant does not want it at this trigger. */
        TRIGGER("off-for-trigger"),
        /** The tenant wants fewer cards in one answer. */
        MAX("over-max"),
        /** The tenant tries the service out, and nobody sees a card. */
        SILENT("silent");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** The word in the answer's extension and in counters. */
        public String code() {
            return code;
        }
    }
}
