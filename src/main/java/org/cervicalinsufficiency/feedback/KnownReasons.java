package org.cervicalinsufficiency.feedback;

/** Tells the reasons that cards offer from any other code a client may send, so that counters have few labels. */
@FunctionalInterface
public interface KnownReasons {

    /** Whether cards offer a reason with this code. */
    boolean isOffered(String code);
}
