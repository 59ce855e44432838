package org.cervicalinsufficiency.tenant;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** The registrations in force. Ask once per call and stay with the answer: they can change at any moment. */
public final class CurrentTenants {

    private final AtomicReference<Tenants> current;

    /** Begins with these. */
    public CurrentTenants(Tenants first) {
        this.current = new AtomicReference<>(first);
    }

    /** The registrations of now. */
    public Tenants get() {
        return Objects.requireNonNull(current.get());
    }

    /** Brings others into force. */
    public void replace(Tenants next) {
        current.set(next);
    }
}
