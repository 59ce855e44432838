package org.cervicalinsufficiency.audit;

/** A call could not be written down, and the site wants no answer then. */
public final class NotAudited extends Exception {

    private static final long serialVersionUID = 1L;

    /** Says nothing of the call. */
    public NotAudited() {
        super("The call could not be written to the audit trail.", null, false, false);
    }
}
