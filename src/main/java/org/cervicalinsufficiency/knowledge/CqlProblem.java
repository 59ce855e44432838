package org.cervicalinsufficiency.knowledge;

/**
 * One thing that the CQL compiler says.
 *
 * @param library name of the library
 * @param line line in its text, from 1; 0 where the compiler names no place
 * @param column column in that line, from 1; 0 where the compiler names no place
 * @param message the compiler's words
 */
public record CqlProblem(String library, int line, int column, String message) {

    /** Place and message on one line. */
    public String sentence() {
        return line == 0 ? library + ": " + message : library + " line " + line + ":" + column + ": " + message;
    }
}
