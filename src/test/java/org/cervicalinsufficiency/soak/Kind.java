package org.cervicalinsufficiency.soak;

/** The kinds of calls, with their shares in twenty. */
public enum Kind {
    /** A hook call with complete prefetch. */
    HOOK,
    /** What was done with a card of an earlier answer. */
    FEEDBACK,
    /** A search for the forms or the assessments of a patient. */
    SEARCH,
    /** A form about a patient whom no other form is about. */
    FORM;

    private static final String TURNS = "HHHFHHSHHHFHHSHHQHSH";

    /** Which one has its turn. */
    static Kind at(int turn) {
        return switch (TURNS.charAt(Math.floorMod(turn, TURNS.length()))) {
            case 'F' -> FEEDBACK;
            case 'S' -> SEARCH;
            case 'Q' -> FORM;
            default -> HOOK;
        };
    }
}
