package org.cervicalinsufficiency.security;

import java.util.Optional;
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
     * @param claimed the client that the token claims to be of, if it is registered; nothing of that is proven
     * @param reason for logs, metrics and the audit only
     */
    record Refused(Optional<Caller> claimed, Refusal reason) implements TokenVerdict {

        private static final String UNKNOWN = "unknown";

        /** Of nobody who is registered. */
        public static Refused ofNobody(Refusal reason) {
            return new Refused(Optional.empty(), reason);
        }

        /** Short name of the client the token claims to be of, {@code unknown} if it is registered nowhere. */
        public String client() {
            return claimed.map(Caller::client).orElse(UNKNOWN);
        }
    }

    /**
     * It cannot be told now whether the token was used before.
     *
     * @param client short name of the client
     */
    record Undecided(String client) implements TokenVerdict {}
}
