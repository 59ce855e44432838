package org.cervicalinsufficiency.feedback;

/** Tells the reasons that cards offer from any other code a client may send, so that counters have few labels. */
@FunctionalInterface
public interface KnownReasons {

    /**
     * Whether cards offer a reason.
     *
     * @param tenant id of the tenant whose cards they are
     * @param code of the reason
     */
    boolean isOffered(String tenant, String code);
}
