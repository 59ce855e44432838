package org.cervicalinsufficiency.feedback;

import java.util.Optional;

/**
 * Why a card was dismissed.
 *
 * @param kind how the reason was given
 * @param system code system of a coded reason, without blanks
 * @param code code of a coded reason
 * @param display its words, or the words of a reason of the site's own
 * @param comment what the clinician wrote; treated as patient data: stored, never logged, never a label
 */
public record OverrideReason(
        Kind kind, Optional<String> system, Optional<String> code, Optional<String> display, Optional<String> comment) {

    /** The forms in which reasons come. */
    public enum Kind {
        /** One of the reasons that the card offered, or another code. */
        CODED("coded"),
        /** A reason of the site's own list, in words. */
        SITE("site"),
        /** Free text only. */
        COMMENT("comment");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** How reports and counters call it. */
        public String word() {
            return word;
        }
    }

    /** Whether a reason was chosen: free text alone may say anything, also "show me again tomorrow". */
    public boolean isChosen() {
        return kind != Kind.COMMENT;
    }
}
