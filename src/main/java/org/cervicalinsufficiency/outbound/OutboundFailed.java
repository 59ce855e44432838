package org.cervicalinsufficiency.outbound;

/** A request that brought no answer. It says why by its kind only: no address, no header and no content. */
public final class OutboundFailed extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why there is no answer. */
    public enum Reason {
        /** The address is not of a form that is asked at all. Nothing was connected to. */
        NOT_ALLOWED,
        /** The name stands for an address that may not be connected to. Nothing was connected to. */
        ADDRESS_REFUSED,
        /** The name cannot be resolved. */
        NAME_UNKNOWN,
        /** There was no connection, or it broke. */
        NOT_REACHED,
        /** The deadline has passed. */
        LATE,
        /** More bytes than are read. */
        TOO_LARGE,
        /** Not HTTP, or in an encoding that is not read. */
        UNREADABLE;

        /** Whether the address was refused before anything was connected to. */
        public boolean isBlocked() {
            return this == NOT_ALLOWED || this == ADDRESS_REFUSED;
        }
    }

    private final Reason reason;

    /** A failure of this kind. */
    public OutboundFailed(Reason reason) {
        super("The request failed: " + reason, null, false, false);
        this.reason = reason;
    }

    /** Why there is no answer. */
    public Reason reason() {
        return reason;
    }
}
