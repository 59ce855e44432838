package org.cervicalinsufficiency.security;

import org.cervicalinsufficiency.tenant.Caller;

/** What the token of a call proves. */
public sealed interface TokenVerdict {

    /**
     * A registered client that may make this call.
     *
     * @param caller who it is
     */
    record Admitted(Caller caller) implements TokenVerdict {}

    /**
     * A registered client that may not call this service.
     *
     * @param caller who it is
     */
    record NotEntitled(Caller caller) implements TokenVerdict {}

    /**
     * Nobody we know, or nobody who could prove it.
     *
     * @param client short name of the client the token claims to be of, {@code unknown} if it is registered nowhere
     * @param reason for logs and metrics only
     */
    record Refused(String client, Refusal reason) implements TokenVerdict {}

    /**
     * It cannot be told now whether the token was used before.
     *
     * @param client short name of the client
     */
    record Undecided(String client) implements TokenVerdict {}
}
