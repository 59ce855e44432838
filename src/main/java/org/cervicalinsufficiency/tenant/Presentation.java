package org.cervicalinsufficiency.tenant;

import java.util.List;

/**
 * In which form an EHR takes cards.
 *
 * @param detail form of their details
 * @param reasons what a clinician may choose from when dismissing one; empty: the list of the artifacts
 * @param silent whether none goes out, for a trial: everything else is as usual
 */
public record Presentation(DetailFormat detail, List<SiteReason> reasons, boolean silent) {

    /** What an EHR takes that keeps to the standard. */
    public static final Presentation USUAL = new Presentation(DetailFormat.MARKDOWN, List.of(), false);

    /** Copies the list. */
    public Presentation {
        reasons = List.copyOf(reasons);
    }

    /** Whether the site offers a reason of its own with this code. */
    public boolean offers(String code) {
        return reasons.stream().anyMatch(reason -> reason.code().equals(code));
    }
}
