package org.cervicalinsufficiency.tenant;

/**
 * Something wrong in a file of registrations.
 *
 * @param line line of the file, from 1
 * @param field where in the registrations, for example {@code tenants[0].clients[1].issuer}
 * @param problem what is wrong
 * @param remedy what to do about it
 */
public record Finding(int line, String field, String problem, String remedy) {

    /** One sentence for the operator: {@code file:line: field: what is wrong - remedy}. */
    public String in(String file) {
        return file + ":" + line + ": " + field + ": " + problem + " - " + remedy;
    }
}
