package org.cervicalinsufficiency.tenant;

/** The registrations in force. Ask once per call and stay with the answer: they can change at any moment. */
public final class CurrentTenants {

    private volatile Tenants current;

    /** Begins with these. */
    public CurrentTenants(Tenants first) {
        this.current = first;
    }

    /** The registrations of now. */
    public Tenants get() {
        return current;
    }

    /** Brings others into force. */
    public void replace(Tenants next) {
        current = next;
    }
}
