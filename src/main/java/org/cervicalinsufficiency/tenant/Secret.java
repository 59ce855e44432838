package org.cervicalinsufficiency.tenant;

/** A text that gives access. It shows itself only to who asks for it by name: no log, message or text form holds it. */
public final class Secret {

    private final String value;

    /** Keeps this text. */
    public Secret(String value) {
        this.value = value;
    }

    /** The text itself: for the one header that it belongs into. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "Secret";
    }
}
