package org.cervicalinsufficiency.audit;

/**
 * What refused calls have in common that are counted together. Each part comes from a fixed list or from the registrations,
 * so that nobody makes kinds by what is sent.
 *
 * @param tenant id of the tenant; empty where nobody is known
 * @param client short name of the client that proved who it is; empty where nobody did
 * @param claimed short name of the client that the call claimed to be of and could not prove; else empty
 * @param door what was called: {@code cds-services}, {@code fhir}, {@code launched}, {@code reports} or {@code forms}
 * @param status the HTTP status of the answers
 * @param reason what was wrong, as a word of ours; empty where the status says it
 */
public record Refused(String tenant, String client, String claimed, String door, int status, String reason) {

    /** The same without saying whose, for when there are too many. */
    Refused ofAnybody() {
        return new Refused("", "", "", door, status, reason);
    }
}
