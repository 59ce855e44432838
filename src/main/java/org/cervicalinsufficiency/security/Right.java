package org.cervicalinsufficiency.security;

/** What a scope can give, in the order in which SMART App Launch 2 writes its letters. */
public enum Right {
    /** Create, {@code c}. */
    CREATE('c'),
    /** Read one resource: current, version or history of it, {@code r}. */
    READ('r'),
    /** Update and patch, {@code u}. */
    UPDATE('u'),
    /** Delete, {@code d}. */
    DELETE('d'),
    /** Search, and history of a type, {@code s}. */
    SEARCH('s');

    private final char letter;

    Right(char letter) {
        this.letter = letter;
    }

    /** Its letter. */
    public char letter() {
        return letter;
    }
}
