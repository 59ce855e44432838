package org.cervicalinsufficiency.knowledge;

import org.hl7.elm.r1.Expression;

/**
 * One small change of the logic, made in compiled CQL and taken back.
 *
 * @param library name of the library
 * @param define name of the define or function
 * @param function whether that is a function
 * @param change what is changed
 * @param text the CQL text that is changed, on one line
 */
record Mutation(
        String library,
        String define,
        boolean function,
        Change change,
        String text,
        ElmPlaces.Place place,
        Expression replacement) {

    /** The kinds of change. */
    enum Change {
        /** A number is made larger by its smallest step. */
        PLUS,
        /** A number is made smaller by its smallest step. */
        MINUS,
        /** A condition that stands beside others is left out: one side of "and" or "or", or a whole "where". */
        DROP,
        /** "not", "exists": the opposite. */
        NEGATE
    }

    void apply() {
        place.put(replacement);
    }

    void takeBack() {
        place.put(place.expression());
    }

    @Override
    public String toString() {
        return library + "\t" + define + "\t" + change.name().toLowerCase(java.util.Locale.ROOT) + "\t" + text;
    }
}
